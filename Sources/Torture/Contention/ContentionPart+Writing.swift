import Daybook
import Model

/// Those who write.
extension ContentionPart {
  /// One command after the other, on a connection of its own.
  func write(_ writer: Int, _ waiter: Waiter) throws {
    let ledger = try open(waiter)
    var number = 1
    while goesOn {
      let id = "thread-\(writer)-\(number)"
      let outcome = try wait(waiter) { try ledger.perform(Self.request(id, number)) }
      // What was refused is given again, with the same id.
      guard let outcome else { continue }
      acknowledge(id, outcome.positions)
      count("commands of threads")
      number += 1
    }
  }

  /// Commands as processes that do not wait.
  func writeHastily() throws {
    var number = 1
    while goesOn {
      let id = "hasty-\(number)"
      let start = ContinuousClock.now
      let arguments = [
        "customer", "register", "\(id)@example.com", "--command-id", id, "--json",
        "--profiles", "[{\"type\":\"customer\",\"address\":\(Self.address(number))}]",
        "--timeout", "\(Double(Waiter.hasty.timeoutMilliseconds) / 1000)", "--ledger", path,
      ]
      let end = try program.start(arguments, in: folder, name: "hasty").wait()
      if end == .exited(5) {
        try refused(.hasty, since: start)
        continue
      }
      let errors = try folder.text("hasty-errors")
      try Problem.unless(end == .exited(0), "\(arguments) ended with \(end): \(errors)")
      acknowledge(id, try Self.positions(folder.text("hasty-output")))
      count("commands of processes")
      number += 1
    }
  }

  /// Registrations with an entry in the address book, and orders of two lines by guests.
  private static func request(_ id: String, _ number: Int) throws -> Request {
    guard case .object(let object) = try JSON(parsing: line(id, number)) else {
      throw Problem("no command")
    }
    return try Request(object, defaults: Provenance(actor: "torture"))
  }

  private static func address(_ number: Int) -> String {
    """
    {"country_code":"DE","postal_code":"10115","locality":"Berlin","address_line1":"Weg \(number)"}
    """
  }

  private static func line(_ id: String, _ number: Int) -> String {
    let address = address(number)
    guard number.isMultiple(of: 3) else {
      return """
        {"command":"customer.register","command_id":"\(id)","email":"\(id)@example.com",\
        "profiles":[{"type":"customer","address":\(address)}]}
        """
    }
    return """
      {"command":"order.place","command_id":"\(id)","email":"\(id)@example.org",\
      "channel":"checkout","currency":"EUR","billing":{"address":\(address)},\
      "lines":[{"sku":"A","title":"A","quantity":1,"unit_price":100},\
      {"sku":"B","title":"B","quantity":2,"unit_price":\(number)}]}
      """
  }

  private static func positions(_ answer: String) throws -> [Int64] {
    try JSON(parsing: answer)["positions"].array?.compactMap(\.integer) ?? []
  }

  /// `apply` as a process of its own, again and again, in groups of all sizes.
  func writeApart(_ writer: Int) throws {
    var round = 0
    while goesOn {
      round += 1
      let ids = (1...60).map { "process-\(writer)-\(round)-\($0)" }
      let lines = ids.enumerated().map { Self.line($1, $0 + 1) + "\n" }
      try folder.write(lines.joined(), to: "lines-\(writer)")
      let batch = [1, 10, 1000][round % 3]
      let arguments = ["apply", "--batch", "\(batch)", folder.file("lines-\(writer)")]
      let name = "writer-\(writer)"
      let start = ContinuousClock.now
      let end = try program.start(arguments + ["--ledger", path], in: folder, name: name).wait()
      let answers = try folder.text("\(name)-output").split(separator: "\n").map(String.init)
      let errors = try folder.text("\(name)-errors")
      let isRefused = end == .exited(5)
      try Problem.unless(
        end == .exited(0) && answers.count == ids.count || isRefused,
        "\(answers.count) answers to \(ids.count) lines: \(errors)"
      )
      if isRefused { try refused(.writer, since: start) }
      for (id, answer) in zip(ids, answers) {
        let positions = try Self.positions(answer)
        // Of a run that was given up, some lines are there.
        if isRefused, positions.isEmpty { continue }
        acknowledge(id, positions)
        count("commands of processes")
      }
    }
  }
}
