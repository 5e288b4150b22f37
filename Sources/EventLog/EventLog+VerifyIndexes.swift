import Model
import SQLite

/// Tables are first compared as sums, which costs one pass over each. Only when the sums differ is it
/// worth finding out where.
extension EventLog {
  /// The tables beside the events say what the events say.
  func verifyIndexes(
    _ scan: VerificationScan,
    _ stored: StoredSums,
    _ result: inout Verification
  ) throws {
    for table in stored.misordered {
      result.found(nil, "The table \(table) is out of order: not every row in it is found.")
    }
    if stored.tags != scan.tags { try findTags(&result) }
    if stored.lookups != scan.lookups { try findLookups(&result) }
    try connection.query(Statements.verifyPositions) { row in
      result.found(try row.integer(0), "An event stands in front of the first position.")
    }
    // Each row that the scan came by is another one: only if there are more, some belong to no event.
    if stored.personalCount != scan.personalCount {
      try connection.query(Statements.verifyStrays) { row in
        result.found(try row.integer(0), "Personal data stands here without an event.")
      }
    }
    if stored.numbers != scan.numbers {
      result.found(nil, "The table of the numbers given out does not agree with the events.")
    }
    if stored.commands != scan.commands {
      result.found(nil, "The table of remembered commands does not agree with the events.")
    }
    if stored.nodes != scan.nodes {
      result.found(nil, "The stored hashes of subtrees do not agree with the events.")
    }
  }

  /// Names the tags that are missing or too many.
  private func findTags(_ result: inout Verification) throws {
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

  /// Names the look-ups that are missing or too many.
  private func findLookups(_ result: inout Verification) throws {
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
