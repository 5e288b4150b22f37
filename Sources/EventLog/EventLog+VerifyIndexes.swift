import Model
import SQLite

/// Tags and look-ups are first compared as sums, which costs one pass over each table. Only when
/// the sums differ is it worth finding out where.
extension EventLog {
  func verifyTags(_ scan: VerificationScan, _ result: inout Verification) throws {
    var stored = RowSum()
    try connection.query(Statements.verifyTags) { row in
      try row.withText(0) { tag in
        try row.withText(1) { type in stored.add(tag, type, try row.integer(2)) }
      }
    }
    guard stored != scan.tags else { return }
    let countBefore = result.problems.count
    try forEachReadable { event in
      for tag in event.tags where try !hasTag(tag, event) {
        result.found(event.position, "The tag \(tag) is missing.")
      }
    }
    try connection.query(Statements.verifyTags) { row in
      let tag = try row.text(0)
      let type = try row.text(1)
      let position = try row.integer(2)
      let event = try? event(at: position)
      guard let event, event.type.isSame(as: type), event.tags.contains(where: tag.isSame) else {
        return result.found(position, "A tag stands here that the event does not give.")
      }
    }
    if result.problems.count == countBefore {
      result.found(nil, "The table of tags does not agree with the events.")
    }
  }

  func verifyLookups(_ scan: VerificationScan, _ result: inout Verification) throws {
    var stored = RowSum()
    try connection.query(Statements.verifyLookups) { row in
      try row.withBytes(0) { stored.add($0, try row.integer(1)) }
    }
    guard stored != scan.lookups else { return }
    let countBefore = result.problems.count
    try forEachReadable { event in
      for hash in try hashes(of: event) where try !hasLookup(hash, event.position) {
        result.found(event.position, "The event is missing in the index of look-ups.")
      }
    }
    try connection.query(Statements.verifyLookups) { row in
      let hash = try row.bytes(0)
      let position = try row.integer(1)
      let event = try? event(at: position)
      guard let event, try hashes(of: event).contains(hash) else {
        return result.found(position, "A look-up stands here that the event does not give.")
      }
    }
    if result.problems.count == countBefore {
      result.found(nil, "The index of look-ups does not agree with the events.")
    }
  }

  /// Events that cannot be read are reported by the scan already.
  private func forEachReadable(_ body: (Event) throws -> Void) throws {
    try connection.query(Statements.readRange, Int64(0), Int64.max) { row in
      if let found = try? event(from: row) { try body(found) }
    }
  }

  private func hashes(of event: Event) throws -> [[UInt8]] {
    guard let contract = contracts(event.type, event.version) else { return [] }
    return contract.lookups(of: event.data).map(hash)
  }

  private func hasTag(_ tag: String, _ event: Event) throws -> Bool {
    try connection.integer(Statements.hasTag, tag, event.type, event.position) != nil
  }

  private func hasLookup(_ hash: [UInt8], _ position: Int64) throws -> Bool {
    try connection.integer(Statements.hasLookup, hash, position) != nil
  }
}
