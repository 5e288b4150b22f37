import EventLog
import Events
import Model

extension OpenLedger {
  /// Reads what decisions on some commands need the whole log for, while others can still write; when they
  /// are decided only what was appended since is read.
  ///
  /// - Throws: An error of the log. What is wrong with a command is told when it is decided.
  package func readAhead(for requests: some Sequence<Request>) throws {
    let erasures = requests.filter(\.erases)
    guard !erasures.isEmpty else { return }
    try log.beginReading()
    defer { log.endReading() }
    let history = LogHistory(
      log: log,
      size: try log.size(),
      lastRecordedAt: nil,
      states: KnownStates(),
      number: { try EventLog.number(after: self.log.lastNumber(of: $0), of: $0) }
    )
    var contacts: Set<Int64> = []
    for erasure in erasures {
      do { contacts.formUnion(try Self.contacts(of: erasure, in: history)) } catch is Refusal {}
    }
    found = try log.find(
      ErasureScope.typesOfContact.names,
      having: "contact",
      among: contacts,
      since: found
    )
  }

  /// The contacts whose other holders an erasure asks for.
  private static func contacts(of erasure: Request, in history: LogHistory) throws -> Set<Int64> {
    guard let command = erasure.command as? EraseCustomer else { return [] }
    let context = DecisionContext(
      provenance: erasure.provenance,
      now: erasure.provenance.occurredAt ?? Instant(microseconds: 0),
      history: history
    ) { _ in [] }
    let customer = try context.customerEvenIfRemoved(command.customer)
    let customers = try ErasureScope.everybody(mergedInto: customer.number, in: history)
    return try ErasureScope.contacts(of: customers, in: history)
  }
}
