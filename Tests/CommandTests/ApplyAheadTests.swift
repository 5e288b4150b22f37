import Daybook
import EventLog
import Foundation
import Model
import SQLite
import Synchronization
import Testing

@testable import DaybookCommand

/// Lines that are decided ahead of the disk come to what they come to one by one.
@Suite struct ApplyAheadTests {
  /// One ledger and what was told of the lines that were applied to it.
  private struct Applied {
    let world: World
    let ledger: OpenLedger
    var lines: [String] = []
    /// How many groups were decided ahead.
    var durableGroups = 0

    /// Opens the ledger straight, or by way of a link that leads to its folder.
    init(by way: String? = nil) throws {
      world = try World()
      world.run("init", "--origin", "example.com/ahead")
      if let way { symlink(world.folder.path, world.path(way)) }
      ledger = try OpenLedger(path: world.path((way.map { $0 + "/" } ?? "") + "ledger.db"))
      ledger.clock = { Instant(microseconds: 1_767_323_045_000_000) }
    }

    /// Applies lines, ahead after so many of them.
    mutating func apply(
      _ input: any Input,
      batch: Int,
      after linesBeforeAhead: Int,
      isClosed: @escaping () -> Bool = { false }
    ) throws {
      let told = Mutex<[UInt8]>([])
      defer {
        let text = told.withLock { String(decoding: $0, as: UTF8.self) }
        lines = text.split(separator: "\n").map(String.init)
      }
      let output = Output { (bytes) throws(OutputError) in
        if isClosed() { throw .closed }
        told.withLock { $0 += bytes }
      }
      let terminal = world.terminal(input: input, output: output)
      // So small that all of them are met.
      var limits = CommandsAhead.Limits()
      limits.mostUnderWay = 12
      limits.fewUnderWay = 3
      limits.bytes = 6000
      limits.commandsAState = 70
      limits.commandsBetweenPauses = 150
      limits.framesToCheckpoint = 100
      limits.eventsIndexed = 20
      var applier = try Applier(
        LineSource(input, defaults: Provenance(actor: "test")),
        to: ledger,
        greatestGroup: batch,
        form: .json,
        linesBeforeAhead: linesBeforeAhead,
        aheadLimits: limits,
        progress: ProgressBar("", unit: "", output: nil, stopwatch: { 0 }),
        terminal: terminal
      )
      defer {
        durableGroups = applier.ahead?.durableGroups ?? 0
        applier.close()
      }
      try applier.run()
    }

    func writeAheadLength() throws -> Int {
      let path = world.path("ledger.db-wal")
      return try #require(FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    }

    func events() throws -> [String] {
      var events: [String] = []
      try ledger.log.read { event in
        events.append(event.json.canonicalText)
        return true
      }
      return events
    }

    /// The numbers of the lines that were told to be done.
    func done() throws -> [Int64] {
      try lines.compactMap { line in
        let line = try JSON(parsing: line)
        return line["ok"] == true ? line["line"].integer : nil
      }
    }
  }

  private static func registration(_ number: Int) -> String {
    #"{"command":"customer.register","email":"c\#(number)@example.com","reference":"r\#(number)","command_id":"id\#(number)"}"#
  }

  /// What needs what was before it, in every way: by number, reference, e-mail, order number, command id,
  /// tag; what is refused for what was before it; what cannot be decided ahead.
  private static func story(_ count: Int) -> [String] {
    (1...count).flatMap { number in
      let email = #""email":"c\#(number)@example.com""#
      let order =
        #""currency":"DKK","lines":[{"sku":"A","quantity":1,"unit_price":5}],"#
        + #""billing":{"address":{"country_code":"DK","address_line1":"Laksegade \#(number)","#
        + #""locality":"København","postal_code":"1063"}}"#
      return [
        registration(number),
        registration(number),
        #"{"command":"customer.register",\#(email)}"#,
        #"{"command":"customer.edit","customer":"ref:r\#(number)","phone":"+45 \#(number)"}"#,
        #"{"command":"customer.edit","customer":\#(number),"phone":"+45 \#(number)"}"#,
        #"{"command":"order.place","customer":\#(number),"number":"N\#(number)",\#(order)}"#,
        #"{"command":"order.cancel","order":"number:N\#(number)","reason":"no stock"}"#,
        #"{"command":"order.cancel","order":\#(number)}"#,
        #"{"command":"credit.grant","customer":\#(number),"amount":5,"currency":"DKK"}"#,
        #"{"command":"credit.spend","customer":\#(number),"amount":9,"currency":"DKK"}"#,
        #"{"command":"customer.edit","customer":\#(number),"phone":"1","unless_changed_since":1}"#,
        #"{"command":"customer.edit","customer":\#(number),"last_name":"x","causation":\#(number)}"#,
        number.isMultiple(of: 9)
          ? #"{"command":"customer.erase","customer":\#(number),"basis":"asked"}"#
          : #"{"command":"customer.edit","customer":\#(number + 1),"phone":"1"}"#,
        #"{"command":"customer.edit","customer":\#(number),"phone":"+45 2"}"#,
        number.isMultiple(of: 7) ? "no JSON" : #"{"command":"event.undo","position":\#(number)}"#,
      ]
    }
  }

  @Test(arguments: [1, 7, 1000]) func aheadIsTheSameAsOneByOne(_ batch: Int) throws {
    let text = Self.story(30).map { $0 + "\n" }.joined()
    var ahead = try Applied()
    try ahead.apply(TextInput(text, pieceSize: 5000), batch: batch, after: 0)
    var oneByOne = try Applied()
    try oneByOne.apply(TextInput(text), batch: 1, after: .max)
    #expect(ahead.lines == oneByOne.lines)
    #expect(try ahead.events() == oneByOne.events())
    #expect(try ahead.events().count > 200)
    #expect(try ahead.ledger.verify().isGood)
    #expect(ahead.durableGroups >= (batch == 1 ? 100 : 1))
    #expect(oneByOne.durableGroups == 0)
    // The story is one in which lines come to all kinds of ends.
    for end in [
      "email_taken", "conflict", "not_found", "credit_insufficient", "field_invalid",
      "customer_removed", "replayed",
    ] {
      #expect(ahead.lines.contains { $0.contains(#""\#(end)""#) }, "\(end)")
    }
    // The log was carried over and begun anew again and again.
    let frames = 450
    #expect(try ahead.writeAheadLength() < frames * 4120 + 2 << 20)
  }

  /// Input that has somebody else write to the ledger whenever more of it is read.
  private final class DisturbingInput: Input {
    private let input: TextInput
    private let disturb: @Sendable (_ number: Int) -> Void
    private let reads = Atomic(0)

    init(_ input: TextInput, _ disturb: @escaping @Sendable (_ number: Int) -> Void) {
      self.input = input
      self.disturb = disturb
    }

    var size: Int64? { nil }
    var isReady: Bool { true }

    func read(into buffer: inout [UInt8]) -> Bool {
      disturb(reads.add(1, ordering: .relaxed).newValue)
      return input.read(into: &buffer)
    }
  }

  @Test(arguments: [1, 20]) func whatOthersWriteMeanwhileIsTakenIn(_ batch: Int) throws {
    var applied = try Applied()
    let path = applied.ledger.path
    let lines = (1...400).map { Self.registration($0) + "\n" }
    let others = Mutex(0)
    let input = DisturbingInput(TextInput(lines.joined(), pieceSize: 1000)) { number in
      guard number.isMultiple(of: 3) else { return }
      // Every second time with an e-mail that a line is about to take.
      let name = number.isMultiple(of: 6) ? "c\(number * 8 + 40)" : "o\(number)"
      let command: JSONObject = [
        "command": "customer.register", "email": .string(name + "@example.com"), "actor": "another",
      ]
      let outcome = try? OpenLedger(path: path).perform(
        Request(command, defaults: Provenance(actor: "another"))
      )
      if outcome != nil { others.withLock { $0 += 1 } }
    }
    try applied.apply(input, batch: batch, after: 0)
    #expect(applied.lines.count == 400)
    let done = try applied.done()
    let byOthers = others.withLock { $0 }
    #expect(byOthers > 5)
    #expect(done.count < 400)
    var registered: [String: String] = [:]
    var positions = 0
    try applied.ledger.log.read { event in
      positions += 1
      let email = event.data["email"]?.string ?? ""
      #expect(registered[email] == nil, "\(email) was taken twice")
      registered[email] = event.actor
      return true
    }
    #expect(positions == done.count + byOthers)
    for number in 1...400 {
      let isDone = done.contains(Int64(number))
      #expect((registered["c\(number)@example.com"] == "test") == isDone)
    }
    #expect(try applied.ledger.verify().isGood)
  }

  /// Who holds the lock too long ends the work; what was told to be done is done, and nothing else is.
  @Test(arguments: [1, 20]) func aBusyLedgerEndsTheWork(_ batch: Int) throws {
    var applied = try Applied()
    applied.ledger.busyTimeoutMilliseconds = 10
    let path = applied.ledger.path
    let busy = Mutex<BusyLedger?>(nil)
    let lines = (1...400).map { Self.registration($0) + "\n" }
    let input = DisturbingInput(TextInput(lines.joined(), pieceSize: 1000)) { number in
      guard number == 6 else { return }
      busy.withLock { busy in
        while busy == nil { busy = try? BusyLedger(path) }
      }
    }
    #expect(throws: SQLiteError.self) {
      try applied.apply(input, batch: batch, after: 0)
    }
    busy.withLock { $0?.release() }
    let done = try applied.done()
    #expect(done == done.indices.map { Int64($0) + 1 })
    #expect(applied.lines.count > done.count)
    #expect(applied.lines.dropFirst(done.count).allSatisfy { $0.contains(#""code":"busy""#) })
    #expect(try applied.events().count == done.count)
    #expect(try applied.ledger.verify().isGood)
    // The same connection goes on with what is so.
    var again = applied
    try again.apply(TextInput(lines.joined()), batch: batch, after: 0)
    #expect(try again.done() == Array(1...400))
    #expect(try again.events().count == 400)
  }

  /// When nobody reads the results any more, nothing is lost that was told, and the ledger is whole.
  @Test func whoStopsReadingEndsTheWork() throws {
    var applied = try Applied()
    let lines = (1...300).map { Self.registration($0) + "\n" }
    let count = Mutex(0)
    #expect(throws: CommandError.self) {
      try applied.apply(TextInput(lines.joined()), batch: 1, after: 0) {
        count.withLock { count in
          count += 1
          return count > 100
        }
      }
    }
    let done = try applied.done()
    #expect(!done.isEmpty)
    let events = try applied.events().count
    #expect(events >= done.count)
    #expect(events < 300)
    #expect(try applied.ledger.verify().isGood)
  }

  /// What came before the failure of the input gets its answers.
  @Test(arguments: [1, 20]) func aFailureOfTheInputLosesNoAnswer(_ batch: Int) throws {
    var applied = try Applied()
    let steps = (1...300).map { ScriptedInput.Step.ready(Self.registration($0) + "\n") }
    #expect(throws: ScriptedInput.Failure.self) {
      try applied.apply(ScriptedInput(steps + [.failure]), batch: batch, after: 0)
    }
    #expect(try applied.done() == Array(1...300))
    #expect(try applied.events().count == 300)
    #expect(applied.durableGroups > 0)
  }

  /// Lines that say nothing new, or that nobody can read, need nothing of the log, and pile up nowhere.
  @Test func whatAppendsNothingIsAnsweredToo() throws {
    var applied = try Applied()
    let text = (1...300).map { Self.registration($0) + "\n" }.joined()
    try applied.apply(TextInput(text), batch: 100, after: 0)
    try applied.apply(TextInput(text), batch: 10, after: 0)
    #expect(applied.durableGroups == 30)
    #expect(try applied.done().count == 300)
    try applied.apply(TextInput(String(repeating: "{\n", count: 300)), batch: 10, after: 0)
    #expect(applied.durableGroups == 30)
    #expect(applied.lines.count == 300)
    #expect(try applied.events().count == 300)
  }

  /// When the other thread cannot open the ledger, lines are applied without it.
  @Test func withoutASecondConnectionLinesAreAppliedAllTheSame() throws {
    var applied = try Applied(by: "way")
    let way = applied.world.path("way")
    let lines = (1...500).map { Self.registration($0) + "\n" }
    let input = DisturbingInput(TextInput(lines.joined(), pieceSize: 1000)) { number in
      if number == 1 { unlink(way) }
    }
    try applied.apply(input, batch: 1, after: 0)
    #expect(applied.durableGroups == 0)
    #expect(try applied.done() == Array(1...500))
    #expect(try applied.events().count == 500)
  }
}
