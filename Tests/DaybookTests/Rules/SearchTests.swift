import Daybook
import EventLog
import Model
import Projections
import TestSupport
import Testing

/// `customer list --search`: what is found by which words.
@Suite struct SearchTests {
  private let shop: TemporaryLedger

  /// Customers 1–4: two accounts, a guest with an order, and an account on another site.
  init() throws {
    shop = try TemporaryLedger()
    try shop.perform(
      "customer.register",
      [
        "email": "ada.l@engines.example", "first_name": "Ada", "last_name": "Lovelace",
        "phone": "+44 (0)20 7946-0958", "company": ["name": "Analytical Engines Ltd"],
      ]
    )
    try shop.perform(
      "customer.register",
      [
        "email": "zoe@example.com", "first_name": "Zoë", "last_name": "O’Brien-Émile",
        "phone": "0045.33/92 33 00",
      ]
    )
    try shop.perform("customer.record_guest", ["email": "Grace_H@navy.example"])
    try shop.perform(
      "customer.register",
      [
        "email": "ada@example.com", "first_name": "Ada", "last_name": "Łukasiewicz",
        "site": "outlet",
      ]
    )
    try place(["number": "ORD-2026-0007", "customer": 3])
    try place(["number": "1815", "customer": 1])
  }

  private func place(_ fields: JSONObject) throws {
    var order = fields
    order["currency"] = "EUR"
    order["lines"] = [["sku": "A", "quantity": 1, "unit_price": 1]]
    order["billing"] = ["address": .object(.london)]
    try shop.perform("order.place", order)
  }

  /// The customers that are found, by number; the count must agree.
  private func found(
    _ search: String,
    _ fields: JSONObject = [:],
    at moment: Moment = .now
  ) throws -> [Int64] {
    var fields = fields.with("search", .string(search))
    if !fields.keys.contains("sort") { fields["sort"] = "customer" }
    let query = try #require(Queries.named("customer.list")).read(fields)
    guard case .list(_, let count, let rows) = try shop.ledger.answer(query, at: moment) else {
      throw Problem.noList
    }
    let customers = try rows.map { try #require(try JSON(parsing: $0)["customer"].integer) }
    if fields["limit"] == nil { #expect(count == Int64(customers.count)) }
    return customers
  }

  private enum Problem: Error { case noList }

  @Test(
    arguments: [
      // The beginnings of words, in any case.
      ("ada", [1, 4]), ("LOVE", [1]), ("lovelace", [1]), ("lovelaces", []), ("velace", []),
      // Accents on either side, composed or not.
      ("zoe", [2]), ("ZOÉ", [2]), ("zoe\u{308}", [2]), ("emile", [2]), ("e\u{301}mi", [2]),
      ("lövelâce", [1]), ("Łuk", [4]), ("łuk", [4]),
      // Names with marks within.
      ("o’brien", [2]), ("o'brien", [2]), ("brien", [2]), ("brien-ém", [2]), ("o’brien-zoe", []),
      // E-mails: the beginning, after the @, and the words within.
      ("ada.l@engines", [1]), ("ada.l@engines.example", [1]), ("ada@", [1, 4]), ("engines", [1]),
      ("@navy", [3]), ("grace_h@navy.example", [3]), ("GRACE", [3]), ("navy.ex", [3]),
      ("ada@example.com", [4]), ("example.com", [2, 4]), ("race", []),
      // Companies.
      ("analytical", [1]), ("ltd", [1]), ("lytical", []),
      // Order numbers.
      ("ORD-2026-0007", [3]), ("ord-2026", [3]), ("2026", [3]), ("0007", [3]), ("1815", [1]),
      ("18", [1]), ("815", []), ("ord-0007", []),
      // Nothing.
      ("nobody", []), ("ada\u{301}x", []),
    ] as [(String, [Int64])]
  )
  func byOneWord(word: String, customers: [Int64]) throws {
    #expect(try found(word) == customers)
  }

  @Test(
    arguments: [
      // With the country code and without, with any punctuation.
      ("+44(0)2079460958", [1]), ("440207946", [1]), ("7946-0958", [1]), ("7946.0958", [1]),
      ("(0958)", [1]), ("946", [1]), ("+4533923300", [2]), ("33923300", [2]), ("3392/3300", [2]),
      ("4520", []), ("58", []), ("09580", []), ("079a", []),
      // As it is shown, and with words beside it.
      ("+44 (0)20 7946-0958", [1]), ("0045.33/92 33 00", [2]), ("33 92 33 00", [2]),
      ("zoe 3392 3300", [2]), ("3392 zoe 3300", [2]), ("ada 3392", []), ("33 923300 1815", []),
      ("92 - 33 00", [2]),
    ] as [(String, [Int64])]
  )
  func byPhone(digits: String, customers: [Int64]) throws {
    #expect(try found(digits) == customers)
  }

  @Test(
    arguments: [
      ("ada love", [1]), ("love ada", [1]), ("ada engines 1815 946", [1]), ("ada zoe", []),
      ("ada ada", [1, 4]), ("ada example", [1, 4]), (" \t ada\n\u{a0}lov  ", [1]),
      ("grace ord", [3]),
      // What is no word does not count.
      ("ada & love *", [1]), ("-", [1, 2, 3, 4]), ("", [1, 2, 3, 4]),
      ("\u{301}\u{301} 🙂", [1, 2, 3, 4]),
    ] as [(String, [Int64])]
  )
  func bySeveralWords(words: String, customers: [Int64]) throws {
    #expect(try found(words) == customers)
  }

  /// To FTS5 or SQL each of these would mean more than its words, or nothing at all.
  @Test(
    arguments: [
      "ada OR zoe", "ada NOT love", "ada AND love", "zoe OR", "NOT zoe", "NEAR(ada zoe)", "NEAR(",
      "first_name:ada", "{first_name last_name}:zoe", "-email:zoe", "customer_words:ada",
      "\" OR \"zoe", "zoe\" OR \"ada", "zoe\0\" OR \"ada", "zoe\0 ada", "ad*a", "lo+ve",
      "zoe'; DROP TABLE orders; --", "$.phrase", "null", "z\u{200b}oe", "ada,zoe", "ada^zoe",
      "zoe ^ada", "l%velace", "l_velace",
    ]
  )
  func syntaxFindsNothing(text: String) throws {
    #expect(try found(text) == [])
  }

  @Test(
    arguments: [
      "^ada", "ada*", "\"ada\"", "(ada)", "+ada", "ada:", "\0ada\0", "ada\u{301}\u{301}", "ada\"",
      "\"ada", "[ada]", "ada;", "ada \" ^ * ( ) { } [ ] : + - ' \\ % _ \0 ,",
    ]
  )
  func syntaxAroundAWordIsPassedOver(text: String) throws {
    #expect(try found(text) == [1, 4])
  }

  @Test func theTextIsBounded() throws {
    let accents = String(repeating: "\u{301}", count: 127)
    #expect(try found("a\(accents)") == [1, 4])
    #expect(try found("\(accents)") == [1, 2, 3, 4])
    let many = String(repeating: "a ", count: 128)
    #expect(try found(many) == [1, 4])
    for text in ["aa\(accents)a", many + "a"] {
      let refusal = #expect(throws: Refusal.self) { try found(text) }
      #expect(refusal?.code == .fieldInvalid)
      #expect(refusal?.message.contains("256 bytes") == true)
    }
  }

  @Test func standsBesideTheOtherOptions() throws {
    let query = try #require(Queries.named("customer.list")).read(["search": "ada"])
    let answer = try shop.ledger.answer(query, site: "outlet")
    #expect(answer.text.hasPrefix("{\"count\":1,\"customers\":[{\"customer\":4,"))
    #expect(try found("example", ["registered": "no"]) == [3])
    #expect(try found("example", ["registered": "yes"]) == [1, 2, 4])
    #expect(try found("example", ["enabled": "no"]) == [])
    #expect(try found("ada", ["sort": "-customer"]) == [4, 1])
  }

  @Test func pagesAreParts() throws {
    let all = try found("example", ["sort": "last_name"])
    #expect(all == [1, 2, 4, 3])
    let pages = try (0..<5).flatMap { offset in
      try found("example", ["sort": "last_name", "limit": 1, "offset": .integer(offset)])
    }
    #expect(pages == all)
    let query = try #require(Queries.named("customer.list")).read(["search": "example", "limit": 1])
    #expect(try shop.ledger.answer(query).text.hasPrefix("{\"count\":4,"))
  }

  @Test func oldWordsAreForgotten() throws {
    _ = try found("ada")
    try shop.perform("customer.edit", ["customer": 1, "last_name": "King", "company": .null])
    #expect(try found("lovelace") == [])
    #expect(try found("analytical") == [])
    #expect(try found("king ada") == [1])
    try shop.perform(
      "customer.change_email",
      ["customer": 1, "email": "countess@example.org", "reason": "asked to"]
    )
    #expect(try found("engines") == [])
    #expect(try found("@example.org countess king") == [1])
    try shop.perform("customer.edit", ["customer": 1, "phone": "12345"])
    #expect(try found("7946") == [])
    #expect(try found("234 king") == [1])
    #expect(try shop.ledger.readModels().verify(nil, against: shop.log) == [])
  }

  @Test func lookIntoThePast() throws {
    let position = try shop.log.size()
    try shop.perform("customer.edit", ["customer": 1, "last_name": "King"])
    try place(["number": "later", "customer": 2])
    #expect(try found("lovelace") == [])
    #expect(try found("lovelace", at: .position(position)) == [1])
    #expect(try found("king", at: .position(position)) == [])
    #expect(try found("later") == [2])
    #expect(try found("later", at: .position(position)) == [])
    #expect(try found("ada", at: .position(1)) == [1])
    #expect(try found("ada", at: .position(0)) == [])
  }

  @Test func ordersAreFoundWithTheirOwner() throws {
    try shop.perform(
      "customer.register",
      ["email": "grace_h@navy.example", "first_name": "Grace"]
    )
    let claim = try shop.perform("claim.request", ["customer": 5, "all": true])
    let token = try #require(claim.extras["claims"]?.array?.first?["token"])
    try shop.perform("claim.confirm", ["token": token])
    #expect(try found("ord-2026-0007") == [5])
  }
}
