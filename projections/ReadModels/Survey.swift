/// What has to be done until all read models have taken in every event.
struct Survey {
  /// More events than this are taken in faster by a rebuild, if they are most of the log.
  private static let greatestStep: Int64 = 50_000

  /// The position of the newest event.
  let size: Int64
  /// The read models that go on with the log: all but those that were given up.
  private(set) var active: [Definition] = []
  /// Where each of these goes on, in the same order, when none is to be rebuilt.
  private(set) var windows: [Window] = []
  /// The read models that are missing, changed, of another history, or far behind.
  private(set) var toRebuild: [String] = []
  /// What was added to the ledger once and is not there any more.
  let strays: [String]

  var isCurrent: Bool {
    toRebuild.isEmpty && strays.isEmpty && windows.allSatisfy { $0.after == $0.through }
  }

  /// Whether all that goes on with the log has got as far as a position.
  func hasTakenIn(_ position: Int64) -> Bool {
    toRebuild.isEmpty && windows.allSatisfy { $0.after >= position }
  }

  /// The standings must have been read before everything else, so that another process that catches up
  /// meanwhile cannot seem to be ahead of the log, nor one that adds a read model ahead of the ledger.
  init(
    _ definitions: [Definition],
    _ standings: [String: Standing],
    _ source: some EventSource
  ) throws {
    size = try source.size()
    strays = standings.filter { name, standing in
      standing.objects != nil && !definitions.contains { $0.name == name && $0.isAdded }
    }.map(\.key).sorted()
    var leaves: [Int64: [UInt8]?] = [:]
    for definition in definitions {
      let known = standings[definition.name]
      if known?.problem != nil, known?.version == definition.version { continue }
      active.append(definition)
      guard let standing = standings[definition.name], standing.version == definition.version,
        standing.position <= size
      else {
        toRebuild.append(definition.name)
        continue
      }
      let position = standing.position
      if leaves[position] == nil {
        leaves[position] = .some(position == 0 ? nil : try source.leaf(at: position))
      }
      let behind = size - position
      guard leaves[position] == .some(standing.leaf),
        behind <= Self.greatestStep || behind <= size / 2
      else {
        toRebuild.append(definition.name)
        continue
      }
      windows.append(Window(after: position, through: size))
    }
  }
}
