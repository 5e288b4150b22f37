package import Model
import SQLite

/// Takes the lines of an export into an empty log, checking all that they say.
///
/// Whatever is wrong with a line, the whole import is refused: the transaction around it ends.
package final class Importer {
  /// Says what is wrong with an event that the log itself has nothing against; no personal value may
  /// stand in it.
  package typealias Check = (Event) -> String?

  private let writer: Writer
  private let header: ExportHeader
  private let check: Check
  private var recordedAt = ""
  private var command: (id: String, first: Int64)?
  private var erasures = Erasures()
  private var hasBlanks = false

  init(_ writer: Writer, _ header: ExportHeader, _ check: @escaping Check) {
    self.writer = writer
    self.header = header
    self.check = check
  }

  /// Takes the next line, given without its end.
  ///
  /// - Throws: `ImportError`, or an error of the database.
  package func take(_ line: [UInt8]) throws {
    let position = writer.size + 1
    do {
      guard position <= header.size else {
        throw FormatError(nil, "the header says \(header.size) events, and this is one more")
      }
      let event = try ExportedEvent(parsing: line)
      try take(event, position)
    } catch let error as FormatError {
      // The header is the first line.
      throw ImportError(position + 1, error.message)
    }
  }

  private func take(_ event: ExportedEvent, _ position: Int64) throws {
    let record = event.record
    guard record.position == position else {
      throw FormatError(nil, "position \(record.position) stands where \(position) is expected")
    }
    guard record.recordedAt >= recordedAt, let time = Instant(record.recordedAt),
      let occurredAt = Instant(record.occurredAt), let channel = Channel(rawValue: record.channel)
    else { throw FormatError(nil, "the event was recorded before the one in front of it") }
    recordedAt = record.recordedAt
    guard let contract = writer.log.contracts(record.type, Int(clamping: record.version)) else {
      throw FormatError(nil, "this program does not know the type of event, or its version")
    }
    try compare(event, contract)
    var data = event.data
    for (key, value) in event.personal?.fields ?? [:] where !key.isSame(as: "reason") {
      data[key] = value
    }
    let whole = Event(
      position: position,
      type: record.type,
      version: contract.version,
      recordedAt: time,
      occurredAt: occurredAt,
      actor: record.actor,
      channel: channel,
      commandID: record.commandID,
      correlationID: record.correlationID,
      causation: record.causation,
      reason: event.personal?.fields["reason"]?.string,
      contract: contract,
      data: data,
      isErased: record.commitment != nil && event.personal == nil
    )
    if let problem = check(whole) { throw FormatError(nil, problem) }
    hasBlanks = hasBlanks || whole.isErased
    erasures.add(contract.erased(by: event.data), at: position)
    try follow(record.commandID, position)
    let stored = StoredEvent(
      whole,
      record,
      personal: personal(of: event),
      lookups: contract.lookups(of: data).map(writer.log.hash)
    )
    try writer.append(stored, recordedAt: time)
  }

  /// The personal part as it is stored; one that was erased is blank.
  private func personal(of event: ExportedEvent) -> (salt: [UInt8], text: [UInt8])? {
    guard event.record.commitment != nil else { return nil }
    guard let personal = event.personal else {
      return ([UInt8](repeating: 0, count: 32), [UInt8(ascii: " ")])
    }
    return (personal.salt, personal.text)
  }

  /// Public and personal fields stand where the contract puts them, and what was numbered has a number.
  private func compare(_ event: ExportedEvent, _ contract: EventContract) throws(FormatError) {
    guard contract.split(event.data).personal.isEmpty else {
      throw FormatError(nil, "a personal field stands in the entry")
    }
    for (key, value) in event.personal?.fields ?? [:] {
      let isReason = key.isSame(as: "reason")
      guard isReason ? value.string != nil : contract.personal.contains(where: key.isSame) else {
        throw FormatError(nil, "the personal part holds what the contract does not let it hold")
      }
    }
    for kind in contract.creates {
      // Numbers are counted up from 1, and an event takes one of a kind at most.
      guard let value = event.data[kind] else { continue }
      guard let number = value.integer, (1...event.record.position).contains(number) else {
        throw FormatError(nil, "the number of the \(kind) cannot be that")
      }
    }
  }

  /// Consecutive events with the same command id are one command; an id is never used twice.
  private func follow(_ id: String?, _ position: Int64) throws {
    if let id, let command, command.id.isSame(as: id) { return }
    try endCommand(before: position)
    guard let id else { return }
    guard try writer.log.command(id) == nil else {
      throw FormatError(nil, "the command id stands at an earlier event already")
    }
    command = (id, position)
  }

  private func endCommand(before position: Int64) throws {
    guard let command else { return }
    try writer.remember(command.id, command.first...(position - 1))
    self.command = nil
  }

  /// Makes sure that this was all, that nothing personal is missing but what was erased, and that it
  /// is what the header says.
  func finish() throws {
    try endCommand(before: writer.size + 1)
    guard writer.size == header.size else {
      throw ImportError(
        writer.size + 2,
        "the export ends here, after \(writer.size) of \(header.size) events"
      )
    }
    var cover = Verification()
    try writer.log.verifyCover(of: erasures, hasBlanks: hasBlanks, &cover)
    if let problem = cover.problems.first {
      let sentence = problem.problem
      throw ImportError(
        (problem.position ?? 0) + 1,
        sentence.prefix(1).lowercased() + sentence.dropFirst().dropLast()
      )
    }
    guard writer.root == header.root else {
      throw ImportError(
        1,
        "the events hash to the root \(writer.root.base64), not to the header's: some were changed"
      )
    }
  }
}
