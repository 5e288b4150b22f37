import FaultyStorage

/// One kind of fault.
struct StorageFault {
  let name: String
  let call: faulty_call
  let way: faulty_way
  var isLasting = false

  /// Something wrong is read, and nobody is told.
  var isLie: Bool { call == FAULTY_READ && way == FAULTY_HALF }

  /// What it may be told as.
  var clearError: ClearError {
    if isLie { return .ofLie }
    guard way == FAULTY_HALF else { return .ofStorage }
    return isLasting ? .ofFullDisk : .ofFullMoment
  }

  /// How many calls are passed over where there is little time: there are hundreds of most kinds.
  var quickStride: ClosedRange<Int> {
    [FAULTY_READ, FAULTY_WRITE, FAULTY_LOCK, FAULTY_ANY].contains(call) ? 20...160 : 1...8
  }

  static let all = [
    StorageFault(name: "failed reads", call: FAULTY_READ, way: FAULTY_ERROR),
    StorageFault(name: "short reads", call: FAULTY_READ, way: FAULTY_HALF),
    StorageFault(
      name: "storages that read no more",
      call: FAULTY_READ,
      way: FAULTY_ERROR,
      isLasting: true
    ),
    StorageFault(name: "failed writes", call: FAULTY_WRITE, way: FAULTY_ERROR),
    StorageFault(name: "torn writes on a full disk", call: FAULTY_WRITE, way: FAULTY_HALF),
    StorageFault(
      name: "disks full from then on",
      call: FAULTY_WRITE,
      way: FAULTY_HALF,
      isLasting: true
    ),
    StorageFault(name: "failed syncs", call: FAULTY_SYNC, way: FAULTY_ERROR),
    StorageFault(
      name: "storages that sync no more",
      call: FAULTY_SYNC,
      way: FAULTY_ERROR,
      isLasting: true
    ),
    StorageFault(name: "failed truncations", call: FAULTY_TRUNCATE, way: FAULTY_ERROR),
    StorageFault(name: "failed openings", call: FAULTY_OPEN, way: FAULTY_ERROR),
    StorageFault(name: "failed deletions", call: FAULTY_DELETE, way: FAULTY_ERROR),
    StorageFault(name: "failed shared memory", call: FAULTY_SHARED_MEMORY, way: FAULTY_ERROR),
    StorageFault(name: "failed locks", call: FAULTY_LOCK, way: FAULTY_ERROR),
    StorageFault(
      name: "storages gone for good",
      call: FAULTY_ANY,
      way: FAULTY_ERROR,
      isLasting: true
    ),
    StorageFault(name: "power losses", call: FAULTY_ANY, way: FAULTY_POWER),
  ]
}
