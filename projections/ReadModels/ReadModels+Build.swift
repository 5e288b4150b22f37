import Model
import SQLite

/// How read models are filled in a database of this process alone, before anybody sees them.
extension ReadModels {
  /// The events appended meanwhile that may be left to a catch-up.
  private static let greatestRemainder: Int64 = 1000

  /// A database of this process alone with some read models filled and others copied.
  ///
  /// The log is kept at its last state until `endReading`, which belongs behind the publishing: a purge
  /// waits for that, and so comes after it.
  ///
  /// - Throws: `Erasure` when somebody was erased meanwhile, whose values may have been taken in.
  func build(
    _ chosen: [Definition],
    keeping kept: [Definition],
    _ source: some EventSource,
    _ progress: Progress?
  ) throws -> Connection {
    let standings = kept.isEmpty ? [:] : try Bookkeeping.standings(connection)
    let givenUp = kept.filter { standings[$0.name]?.problem != nil }
    let isPartial = givenUp.count < kept.count
    let built = try privateCopy(isPartial: isPartial)
    if isPartial {
      try removeAll(but: kept, built)
    } else {
      try ReadModelFile.makeEmpty(built)
      for definition in givenUp {
        guard let standing = standings[definition.name] else { continue }
        try Bookkeeping.save(standing, of: definition.name, built)
      }
    }
    let first = try source.size()
    let start = stopwatch()
    let begun = try fillOnTwoThreads(built, chosen, source, through: first, progress)
    try fill(built, chosen, goingOnWith: begun, since: start) { filling in
      var size = first
      // What was appended meanwhile is taken in as well, so that what is published is no older than
      // what it replaces.
      repeat {
        try filling.takeIn(source, through: size, progress: progress)
        size = try source.size()
      } while size - filling.position > Self.greatestRemainder
      try source.beginReading()
      size = try source.size()
      let oldest = kept.compactMap { standings[$0.name]?.position }.min() ?? first
      if try source.hasErasure(after: min(first, oldest), through: size) { throw Erasure() }
      try filling.takeIn(source, through: size)
      return (try source.leaf(at: size), true)
    }
    return built
  }

  /// Fills read models on a connection that has none of them, or goes on with that; the closure says
  /// from what, and gives the hash of the last event and whether nothing was left out.
  ///
  /// How fast that was is noted, where it is told when it began.
  func fill(
    _ connection: Connection,
    _ chosen: [Definition],
    goingOnWith begun: Filling? = nil,
    since start: Int64? = nil,
    _ takeIn: (inout Filling) throws -> (leaf: [UInt8]?, isWhole: Bool)
  ) throws {
    try connection.immediate {
      var filling = try begun ?? Filling(chosen, on: connection)
      let (leaf, isWhole) = try takeIn(&filling)
      try filling.makeIndexes()
      try filling.finish()
      let rate = start.flatMap { Self.rate(of: filling.position, in: stopwatch() - $0) }
      try filling.save(leaf: leaf, isWhole: isWhole, rate: rate)
    }
  }

  /// Events a second; nil where nothing was measured, or took no time, and for the size that a damaged log
  /// may claim.
  private static func rate(of count: Int64, in microseconds: Int64) -> Int64? {
    guard count > 0, microseconds >= 1000 else { return nil }
    return Int64(exactly: (Double(count) / Double(microseconds) * 1_000_000).rounded(.down))
  }

  /// Fills a share of the tables on this thread and the others on another one, from the beginning to an
  /// event, and puts them together.
  ///
  /// The caller must not keep the log at a state of its own: that would end here.
  ///
  /// - Returns: What to go on with, from the beginning where there is nothing to divide and nobody to
  ///   help; nil when there is too little to do, or no file to do it in.
  private func fillOnTwoThreads(
    _ built: Connection,
    _ chosen: [Definition],
    _ source: some EventSource,
    through size: Int64,
    _ progress: Progress?
  ) throws -> Filling? {
    guard let file, size >= leastEventsForTwoThreads,
      let other = try? PrivateFile(nextTo: file, connection, isCopy: false, keepsName: true)
    else { return nil }
    // A purge waits until nothing is left of what was read before it, the name of the file included.
    defer {
      other.connection.close()
      other.removeName()
      source.endReading()
    }
    try source.beginReading()
    var filling = try Filling(chosen, on: built)
    guard let division = try filling.division(for: source, through: size) else { return filling }
    try filling.keep(to: .allBut(division.moved))
    let scan = SharedScan(source, after: 0, through: size)
    let isFilled = try TwoThreads.runTogether { failure in
      defer { scan.leave(.first) }
      try built.immediate {
        try filling.takeIn(
          scan,
          .first,
          through: size,
          progress: progress,
          isInVain: failure.check
        )
        try filling.makeIndexes()
      }
    } _: { failure in
      // It must be closed before it can be read from the other side.
      defer {
        scan.leave(.second)
        other.connection.close()
      }
      try other.connection.immediate {
        var share = try Filling(chosen, on: other.connection, share: .only(division.moved))
        try share.takeIn(scan, .second, through: size, isInVain: failure.check)
        try share.makeIndexes()
      }
    }
    guard isFilled else {
      try filling.keep(to: .all)
      return filling
    }
    try built.attach(path: other.path, as: "other", readOnly: true)
    try built.immediate { try filling.takeOver(division.moved, from: "other") }
    try built.run("DETACH other")
    return filling
  }

  /// A database of this process alone, empty or with all that is here.
  func privateCopy(isPartial: Bool) throws -> Connection {
    guard let file else {
      let copy = try PrivateFile().connection
      if isPartial { try connection.backup(to: copy) }
      return copy
    }
    return try PrivateFile(nextTo: file, connection, isCopy: isPartial).connection
  }

  /// Drops all tables and views that do not belong to these read models.
  private func removeAll(but kept: [Definition], _ connection: Connection) throws {
    let names = Set(try kept.flatMap { try $0.schema().objects })
    try Bookkeeping.drop(from: connection) { !names.contains($0) }
    for name in try Bookkeeping.standings(connection).keys
    where !kept.contains(where: { $0.name == name }) {
      try connection.run("DELETE FROM projections WHERE name = ?", name)
    }
  }
}
