import Daybook
import EventLog
import Model

/// A customer with very many orders beside one with ten, and an order of very many lines beside one of a
/// tenth of them.
extension LargeRound {
  /// The many orders have lower numbers than the few.
  func placeOrders(_ ledger: OpenLedger) throws {
    try perform(ledger, 1...orders) { _ in order(of: busy, lines: 1) }
    try perform(ledger, 1...10) { _ in order(of: quiet, lines: 1) }
  }

  private func order(of customer: Int64, lines: Int) -> JSONObject {
    var order = order(lines: lines)
    order["customer"] = .integer(customer)
    return order
  }

  private func order(lines: Int) -> JSONObject {
    [
      "command": "order.place", "currency": "EUR",
      "lines": .array(
        (1...lines).map { number in
          [
            "sku": .string("A-\(number)"), "title": .string("Article number \(number)"),
            "quantity": 2, "unit_price": 1500,
          ]
        }
      ),
      "billing": [
        "address": [
          "country_code": "DK", "address_line1": "Long Street 1", "locality": "Aarhus",
          "postal_code": "8000",
        ]
      ],
    ]
  }

  func compareOrders(_ ledger: OpenLedger) throws {
    try compareCommands("order.place", ledger, "that with 10 orders") { customer, _ in
      order(of: customer, lines: 1)
    }
    try compareCommands("customer.edit", ledger, "that with 10 orders") { customer, number in
      [
        "command": "customer.edit", "customer": .integer(customer),
        "phone": .string("+45 \(number)"),
      ]
    }
    try compareClaims(ledger)
    let customers = (JSON.integer(busy), JSON.integer(quiet))
    try compareAnswer(
      "customer show, orders",
      ledger,
      "customer.show",
      ["customer": customers.0],
      ["customer": customers.1]
    )
    try compareAnswer(
      "order list --limit 10",
      ledger,
      "order.list",
      ["customer": customers.0, "limit": 10],
      ["customer": customers.1, "limit": 10]
    )
    try editAgain(ledger)
  }

  /// Runs a command of the customer with few orders and of the one with many in turn.
  private func compareCommands(
    _ name: String,
    _ ledger: OpenLedger,
    _ twin: String,
    _ command: (_ customer: Int64, _ number: Int) -> JSONObject
  ) throws {
    var seconds: [Int64: [Double]] = [:]
    for number in 1...Self.repetitions {
      for customer in [quiet, busy] {
        try ledger.log.settle()
        let command = command(customer, number)
        seconds[customer, default: []].append(
          try Measurement.time { try perform(ledger, command) }
        )
      }
    }
    compare(name, "commands", seconds[busy] ?? [], twin, seconds[quiet] ?? [])
  }

  /// Both claim orders of guests, each its own.
  private func compareClaims(_ ledger: OpenLedger) throws {
    var seconds: [String: [Double]] = [:]
    for number in 1...Self.repetitions {
      for customer in [quiet, busy] {
        var guest = order(lines: 1)
        guest["email"] = .string("guest\(number).\(customer)@example.net")
        guest["channel"] = "checkout"
        let placed = try perform(ledger, guest)
        try ledger.log.settle()
        var claim = JSON.null
        let requested = try Measurement.time {
          claim = .object(
            try perform(
              ledger,
              [
                "command": "claim.request", "customer": .integer(customer),
                "orders": [JSON(placed.order)],
              ]
            ).json
          )
        }
        seconds["request \(customer)", default: []].append(requested)
        try ledger.log.settle()
        let token = claim["claims"][0]["token"]
        let confirmed = try Measurement.time {
          try perform(ledger, ["command": "claim.confirm", "token": token])
        }
        seconds["confirm \(customer)", default: []].append(confirmed)
      }
    }
    for verb in ["request", "confirm"] {
      compare(
        "claim.\(verb)",
        "commands",
        seconds["\(verb) \(busy)"] ?? [],
        "that with 10 orders",
        seconds["\(verb) \(quiet)"] ?? []
      )
    }
  }

  /// One customer is edited again and again, a thousand times a commit: the last thousands beside the
  /// first ones.
  private func editAgain(_ ledger: OpenLedger) throws {
    var seconds: [Double] = []
    for thousand in 0..<15 {
      try ledger.log.settle()
      seconds.append(
        try Measurement.time {
          try perform(ledger, 1...1000) { number in
            [
              "command": "customer.edit", "customer": .integer(quiet),
              "phone": .string("+44 \(thousand * 1000 + number)"),
            ]
          }
        }
      )
    }
    report(
      Measurement(
        name: "1,000 edits after 10,000",
        amount: 1000,
        unit: "commands",
        seconds: Round.median(seconds.suffix(5)),
        limit: ("the first of the same customer", Round.median(seconds.prefix(5)))
      )
    )
  }

  /// Places an order of very many lines and one of a tenth of them in turn, and does to each what is
  /// done to orders: ten times as many lines may take ten times as long.
  ///
  /// They are those of a customer without a past: who shows an order reads what its buyer was then.
  func compareLines(_ ledger: OpenLedger) throws {
    let few = max(1, lines / 10)
    var seconds: [String: [Int: [Double]]] = [:]
    var placed: [Int: Int64] = [:]
    for number in 1...5 {
      for count in [few, lines] {
        let command = order(of: visitor, lines: count)
        try ledger.log.settle()
        let placing = try Measurement.time {
          placed[count] = try perform(ledger, command).order
        }
        seconds["order.place", default: [:]][count, default: []].append(placing)
        for name in ["order.change_email", "order.mark_paid", "order.cancel"] {
          var change: JSONObject = ["command": .string(name), "order": JSON(placed[count])]
          if name == "order.change_email" { change["email"] = .string("a\(number)@example.com") }
          try ledger.log.settle()
          let time = try Measurement.time { try perform(ledger, change) }
          seconds[name, default: [:]][count, default: []].append(time)
        }
      }
    }
    let twin = "10 times that of \(few) lines"
    for (name, seconds) in seconds.sorted(by: { $0.key > $1.key }) {
      let (large, small) = (seconds[lines] ?? [], seconds[few] ?? [])
      compare("\(name), \(lines) lines", "commands", large, twin, small, share: 10)
    }
    try compareAnswer(
      "order show, \(lines) lines",
      ledger,
      "order.show",
      ["order": JSON(placed[lines])],
      ["order": JSON(placed[few])],
      twin: twin,
      share: 10
    )
  }
}
