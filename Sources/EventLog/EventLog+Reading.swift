package import Model
import SQLite

extension EventLog {
  /// The events that carry a tag and are of one of some types, after a position up to another, oldest
  /// first.
  ///
  /// `types` are names of the catalogue.
  package func events(
    tagged tag: String,
    types: [String],
    after: Int64 = 0,
    through: Int64 = .max
  ) throws -> [Event] {
    try events(at: reader.positions(tagged: tag, types, after: after, through: through))
  }

  /// The newest event that carries a tag and is of one of some types.
  package func lastEvent(tagged tag: String, types: [String]) throws -> Event? {
    try reader.position(lastTagged: tag, types).flatMap { try event(at: $0) }
  }

  /// The events filed under the hash of a look-up, oldest first.
  ///
  /// Their values must still be compared: what is stored is a hash.
  package func events(filedUnder hash: [UInt8]) throws -> [Event] {
    try events(at: reader.positions(found: hash))
  }

  /// The events at some positions.
  ///
  /// Where one state is read the last events stay at hand, as decisions come back to them: a customer who is
  /// named by a reference is found by the very event that the customer's state begins with, and a merge of
  /// thousands of orders is an event of each of them. So the one asked for longest ago goes first.
  func events(at positions: [Int64]) throws -> [Event] {
    try positions.compactMap { position in
      guard let event = try takeRecent(position) ?? event(at: position) else { return nil }
      if recentEvents?.count == 16 { recentEvents?.removeFirst(8) }
      recentEvents?.append(event)
      return event
    }
  }

  private func takeRecent(_ position: Int64) -> Event? {
    recentEvents?.firstIndex { $0.position == position }.flatMap { recentEvents?.remove(at: $0) }
  }

  /// Whether any event carries a tag.
  package func hasEvent(tagged tag: String) throws -> Bool {
    try reader.hasTagged(tag)
  }

  /// The positions after a given one of the events that carry a tag.
  package func positions(tagged tag: String, after: Int64) throws -> [Int64] {
    var positions: [Int64] = []
    try connection.query(Statements.positionsTagged, tag, after) { row in
      positions.append(try row.integer(0))
    }
    return positions
  }

  /// Whether an event after one position up to another is of one of some types.
  package func has(_ types: [String], after: Int64, through: Int64) throws -> Bool {
    let types = JSON.array(types.map(JSON.string)).canonicalText
    return try connection.integer(Statements.hasTypes, after, through, types) != nil
  }

  /// Keeps what is read from now on at one state, until ``endReading()``.
  package func beginReading() throws {
    guard !connection.isInTransaction else { return }
    try connection.begin()
    isReading = true
    recentEvents = []
  }

  /// Ends what ``beginReading()`` began; does nothing when that was not.
  package func endReading() {
    guard isReading else { return }
    isReading = false
    recentEvents = nil
    // It only read, and so has nothing to lose.
    connection.rollBack()
  }

  /// Hands over the tags of a kind, such as `order`, sorted, each with every position of an event that
  /// carries it.
  package func readTags(
    of kind: String,
    _ body: (_ tag: String, _ position: Int64) throws -> Void
  ) throws {
    try connection.query(Statements.readTags, kind) { row in
      try body(row.text(0), row.integer(1))
    }
  }

  /// The event at a position, or nil when the log does not reach there.
  package func event(at position: Int64) throws -> Event? {
    guard position > 0 else { return nil }
    return try reader.event(at: position, event(from:))
  }

  /// Hands over the events after one position up to another, one at a time, until `body` says false.
  ///
  /// With a tag only those that carry it, found by the index of tags; `reversed` is newest first. What
  /// the filter leaves out is passed over before an event is made of it.
  package func read(
    after: Int64 = 0,
    through: Int64 = .max,
    tagged tag: String? = nil,
    where filter: EventFilter = EventFilter(),
    reversed: Bool = false,
    _ body: (Event) throws -> Bool
  ) throws {
    if let tag {
      let reader = try reader
      // A type that is given twice would be found twice.
      let types = Set(filter.types).sorted()
      let positions =
        types.isEmpty
        ? try self.positions(tagged: tag, after: after)
        : try reader.positions(tagged: tag, types, after: after, through: through)
      for position in reversed ? positions.reversed() : positions
      where position > after && position <= through {
        let found = try reader.event(at: position) { (row: borrowing Row) throws -> Event? in
          try filter.fits(row) ? event(from: row) : nil
        }
        if let event = found ?? nil, try !body(event) { return }
      }
      return
    }
    struct Enough: Error {}
    do {
      let sql = reversed ? Statements.readRangeReversed : Statements.readRange
      try connection.query(sql, after, through) { row in
        guard try filter.fits(row) else { return }
        guard try body(event(from: row)) else { throw Enough() }
      }
    } catch is Enough {}
  }

  /// The highest number given out of a kind; 0 when there is none.
  package func lastNumber(of kind: String) throws -> Int64 {
    try connection.integer(Statements.readSequence, kind) ?? 0
  }

  /// What a command with this id appended, or nil when there was none.
  package func command(
    _ id: String
  ) throws -> (positions: ClosedRange<Int64>, fingerprint: [UInt8]?)? {
    try connection.first(Statements.readCommand, id) { row in
      let first = try row.integer(0)
      let last = try row.integer(1)
      guard first <= last else {
        throw LogError(.damaged, "The ledger's record of a command is damaged.")
      }
      return (first...last, try row.optionalBytes(2))
    }
  }

  /// When the event at a position was recorded; nil beyond the end.
  package func recordedAt(_ position: Int64) throws -> Instant? {
    guard let text = try connection.text(Statements.readRecordedAt, position) else { return nil }
    return try instant(text, position)
  }

  /// The last position recorded at or before a time; 0 when there is none.
  ///
  /// `recorded_at` never decreases along the log, so this is a binary search.
  package func position(recordedUntil time: Instant) throws -> Int64 {
    var low: Int64 = 0
    var high = try size()
    while low < high {
      let middle = low + (high - low + 1) / 2
      guard let recorded = try recordedAt(middle) else {
        throw LogError(.damaged, "The log has no event at position \(middle).")
      }
      if recorded <= time { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// How many events there are of each type, by name.
  package func counts() throws -> [(type: String, count: Int64)] {
    var counts: [(type: String, count: Int64)] = []
    try connection.query(Statements.countTypes) { row in
      counts.append((try row.text(0), try row.integer(1)))
    }
    return counts
  }

  /// The event in a row of one of the `read-…` statements.
  func event(from row: borrowing Row) throws -> Event {
    let position = try row.integer(0)
    let type = try row.text(1)
    let version = Int(clamping: try row.integer(2))
    let channel = try row.text(6)
    guard let contract = contracts(type, version) else {
      throw LogError(
        .damaged,
        "Event \(position) is of type \(type) version \(version), which this program does not know."
      )
    }
    guard let channel = Channel(rawValue: channel) else {
      throw LogError(.damaged, "Event \(position) has an unknown channel.")
    }
    var data = try object(row, 10, position)
    let personal = try personalPart(row, position)
    var reason: String?
    if var personal {
      if let given = personal["reason"] {
        reason = given.string
        personal["reason"] = nil
      }
      data = data.merging(personal, nullRemoves: false)
    }
    return Event(
      position: position,
      type: type,
      version: version,
      recordedAt: try instant(row.text(3), position),
      occurredAt: try instant(row.text(4), position),
      actor: try row.text(5),
      channel: channel,
      commandID: try row.optionalText(7),
      correlationID: try row.optionalText(8),
      causation: try row.optionalInteger(9),
      reason: reason,
      contract: contract,
      data: data,
      isErased: personal == nil
    )
  }

  /// The personal fields; an empty object when the event has none, nil when they are erased.
  private func personalPart(_ row: borrowing Row, _ position: Int64) throws -> JSONObject? {
    let isCommitted = row.type(11) != .null
    guard row.type(14) != .null else { return isCommitted ? nil : [:] }
    let isBlank = try row.withBytes(14) { $0.isEmpty || $0[0] == UInt8(ascii: " ") }
    return isBlank ? nil : try object(row, 14, position)
  }

  private func object(
    _ row: borrowing Row,
    _ column: Int,
    _ position: Int64
  ) throws -> JSONObject {
    do {
      let json = try row.withBytes(column) { try JSON(parsing: $0) }
      if let object = json.object { return object }
    } catch is JSONError {}
    throw LogError(.damaged, "The data of event \(position) is damaged. Run `daybook verify`.")
  }

  private func instant(_ text: String, _ position: Int64) throws -> Instant {
    guard let instant = Instant(text) else {
      throw LogError(.damaged, "A time of event \(position) is damaged. Run `daybook verify`.")
    }
    return instant
  }
}
