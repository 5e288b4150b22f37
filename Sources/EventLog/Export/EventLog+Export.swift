import Model
import SQLite

extension EventLog {
  /// Writes the whole log as lines: a header, then each entry with its personal part, one state of it
  /// while others go on writing.
  ///
  /// What is written is checked on the way, so that damage does not go on into the export: hashes,
  /// commitments, the root. `write` takes whole lines; `progress` is told now and then how many events
  /// are done, and of how many.
  ///
  /// - Throws: `LogError` with `damaged`, or what `write` throws.
  package func export(
    to write: ([UInt8]) throws -> Void,
    progress: ((_ done: Int64, _ total: Int64) -> Void)? = nil
  ) throws -> ExportHeader {
    try connection.reading {
      let end = try tree()
      let header = ExportHeader(origin: origin, size: end.size, root: end.root)
      try write(header.line)
      var tree = HashTree()
      var event = VerifiedRow()
      try connection.query(Statements.readRange, Int64(0), end.size) { row in
        try event.read(row)
        try Self.requireSound(event, after: tree.size)
        tree.append(leaf: event.leaf)
        let hasPersonal = !row.isNull(14) && event.personalState != .blank
        let personal = hasPersonal ? (salt: try row.bytes(13), text: try row.bytes(14)) : nil
        try write(ExportedEvent.line(event.entry, personal))
        if tree.size.isMultiple(of: 4096) { progress?(tree.size, end.size) }
      }
      guard tree == end else {
        throw Self.damagedExport("The log's root is not the root of its events.")
      }
      progress?(end.size, end.size)
      return header
    }
  }

  private static func requireSound(_ event: VerifiedRow, after last: Int64) throws {
    let position = last + 1
    guard event.position == position else {
      throw damagedExport("There is no event at position \(position).")
    }
    switch event.personalState {
    case .good, .blank: break
    case .absent, .changed, .unexpected:
      throw damagedExport("The personal part of event \(position) is not what its entry says.")
    }
  }

  private static func damagedExport(_ sentence: String) -> LogError {
    LogError(.damaged, sentence + " The export ends there and is of no use; run `daybook verify`.")
  }
}
