import Daybook
import EventLog
import Foundation
import Model

/// A ledger that commands are killed on.
final class KillScene {
  let folder: WorkFolder
  /// Where exports, backups and the like go: what they hold is no trace of an erased person.
  let copies: WorkFolder
  private(set) var people: [KillPerson] = []
  private let program: Program

  private static let peopleCount = 12
  /// Lines of `apply` that append so many events; found out by letting one through.
  private(set) var eventsOfRegistration = 0
  private(set) var eventsOfOrder = 0
  private(set) var eventsOfRow = 0
  private(set) var eventsOfMerge = 0

  init(_ program: Program, _ folder: WorkFolder) throws {
    self.program = program
    self.folder = folder
    copies = try folder.folder("copies")
    try finish(["init", "--origin", "example.com/torture"])
    for number in 1...Self.peopleCount {
      let person = KillPerson(customer: number, marker: "zq\(number)markerqz")
      people.append(person)
      try finish([
        "customer", "register", "\(person.marker)@example.com", "--first-name", person.marker,
        "--reason", person.marker, "--profiles",
        "[{\"type\":\"customer\",\"address\":{\"country_code\":\"DE\",\"postal_code\":\"10115\","
          + "\"locality\":\"Berlin\",\"address_line1\":\"\(person.marker)\"}}]",
      ])
    }
    eventsOfRegistration = try positions(registration("first", "taken"))
    eventsOfOrder = try positions(order("first"))
    eventsOfRow = try positions(of: ["csv", try writeRows([row("first")]), "--json"])
    let pair = try pair("first")
    eventsOfMerge = try positions(of: [
      "customer", "merge", "\(pair.from)", "--into", "\(pair.into)", "--json",
    ])
    try finish(["customer", "list"])
  }

  /// A copy of another scene with nobody at work.
  init(copying other: KillScene, to folder: WorkFolder) throws {
    program = other.program
    self.folder = folder
    copies = try folder.folder("copies")
    people = other.people
    eventsOfRegistration = other.eventsOfRegistration
    eventsOfOrder = other.eventsOfOrder
    eventsOfRow = other.eventsOfRow
    eventsOfMerge = other.eventsOfMerge
    for name in try other.folder.names() where !name.hasSuffix("-shm") {
      try FileManager.default.copyItem(atPath: other.folder.file(name), toPath: folder.file(name))
    }
  }

  var ledgerPath: String { folder.file("ledger.db") }

  /// Starts the command that is going to be killed.
  func start(_ attempt: KillAttempt) throws -> Child {
    let arguments = attempt.arguments + ["--ledger", attempt.ledger ?? ledgerPath]
    return try program.start(arguments, in: copies, name: "killed")
  }

  /// Runs a command that must succeed, on this ledger or another one.
  @discardableResult
  func finish(_ arguments: [String], ledger: String? = nil) throws -> String {
    let arguments = arguments + ["--ledger", ledger ?? ledgerPath]
    return try program.finish(arguments, in: copies, name: "after")
  }

  /// Everything that must hold after any kill, found by the next commands without any repair.
  func checkWhole(_ tally: inout Tally) throws {
    let isPending = try ledger().log.pendingPurge != nil
    let verified = try JSON(parsing: try finish(["verify", "--json"]))
    try Problem.unless(verified["ok"] == true, "verify: \(verified.canonicalText)")
    if isPending {
      tally.add("purges that the next command finished")
      try Problem.unless(try ledger().log.pendingPurge == nil, "the purge is still pending")
    }
    let models = try JSON(parsing: try finish(["projection", "verify", "--json"]))
    try Problem.unless(models["ok"] == true, "projection verify: \(models.canonicalText)")
    for folder in [folder, copies] {
      let open = try folder.open()
      try Problem.unless(open.isEmpty, "others may read \(open)")
    }
  }

  /// Looks into the ledger without writing to it.
  func ledger() throws -> OpenLedger {
    try OpenLedger(path: ledgerPath, readOnly: true)
  }

  func size() throws -> Int64 { try ledger().log.size() }

  func forget(_ person: KillPerson) {
    people.removeAll { $0.customer == person.customer }
  }

  /// Files beside the ledger, or among the copies, that nobody asked for.
  func leftOvers() throws -> [String] {
    try (folder.names() + copies.names()).filter {
      $0.contains(".daybook-new-") || $0.contains(".rebuild-")
    }
  }

  func registration(_ id: String, _ email: String) -> String {
    """
    {"command":"customer.register","command_id":"\(id)","email":"\(email)@example.com",\
    "first_name":"Ada","profiles":[{"type":"customer","address":{"country_code":"DE",\
    "postal_code":"10115","locality":"Berlin","address_line1":"Lange Straße 1"}}]}
    """
  }

  func order(_ id: String, title: String = "Pen", lines: Int = 1) -> String {
    let lines = (1...lines).map {
      "{\"sku\":\"A\($0)\",\"title\":\"\(title)\",\"quantity\":2,\"unit_price\":1500}"
    }
    return """
      {"command":"order.place","command_id":"order-\(id)","email":"guest-\(id)@example.com",\
      "channel":"checkout","currency":"EUR","billing":{"address":{"country_code":"DE",\
      "postal_code":"10115","locality":"Berlin","address_line1":"Lange Straße 1"}},\
      "lines":[\(lines.joined(separator: ","))]}
      """
  }

  /// A row of a table of customers.
  func row(_ reference: String) -> String { "\(reference)@example.net,Ada,\(reference)" }

  /// Writes such a table.
  ///
  /// - Returns: Where it is.
  func writeRows(_ rows: [String]) throws -> String {
    try copies.write("email,first_name,reference\n" + rows.map { $0 + "\n" }.joined(), to: "rows")
    return copies.file("rows")
  }

  /// Two customers, each with an address book of their own.
  func pair(_ id: String) throws -> (from: Int, into: Int) {
    let numbers = try ["from", "into"].map { name in
      try copies.write(registration("\(id)-\(name)", "\(id)-\(name)") + "\n", to: "line")
      let answer = try JSON(parsing: try finish(["apply", copies.file("line")]))
      return Int(answer["customer"].integer ?? 0)
    }
    return (numbers[0], numbers[1])
  }

  /// Lets one line through, and counts the events that it appends.
  private func positions(_ line: String) throws -> Int {
    try copies.write(line + "\n", to: "line")
    return try positions(of: ["apply", copies.file("line")])
  }

  private func positions(of arguments: [String]) throws -> Int {
    let answer = try JSON(parsing: try finish(arguments))
    let count = answer["positions"].array?.count ?? 0
    try Problem.unless(count > 0, "\(answer.canonicalText)")
    return count
  }
}
