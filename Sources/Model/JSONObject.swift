/// A set of named JSON values, in the order in which RFC 8785 writes them.
///
/// Members are sorted by the UTF-16 code units of their keys, and each key stands once; keys are
/// the same when their UTF-8 bytes are.
public struct JSONObject: Sendable {
  /// A member: its key and its value.
  public typealias Element = (key: String, value: JSON)

  private var members: [Element]

  /// Makes an object without members.
  public init() {
    members = []
  }

  /// Makes an object without members that has room for some.
  package init(capacity: Int) {
    members = []
    members.reserveCapacity(capacity)
  }

  /// Takes over members whose keys are known to be in order and to differ.
  package init(sorted members: [Element]) {
    self.members = members
  }

  /// Makes an object of members in any order; of a key given twice, the last value stays.
  package init(_ pairs: [(String, JSON)]) {
    self.init()
    for (key, value) in pairs {
      self[key] = value
    }
  }

  /// The value of a key, or nil when there is no such member; setting nil removes the member.
  public subscript(key: String) -> JSON? {
    get {
      // Most objects are small, and most keys differ in length already: quicker than halving.
      guard members.count > 32 else {
        // By index: an iterator would copy each member.
        for index in members.indices where members[index].key.isSame(as: key) {
          return members[index].value
        }
        return nil
      }
      let place = place(of: key)
      // No `?:`, for which `nil` would be the JSON value `null`.
      guard place.isTaken else { return nil }
      return members[place.index].value
    }
    set {
      let place = place(of: key)
      switch (newValue, place.isTaken) {
      case (let value?, true): members[place.index].value = value
      case (let value?, false) where place.index == members.count: members.append((key, value))
      case (let value?, false): members.insert((key, value), at: place.index)
      case (nil, true): members.remove(at: place.index)
      case (nil, false): break
      }
    }
  }

  /// The members of this object, and those of another one in their place or beside them.
  ///
  /// With `nullRemoves` a null of the other one takes the member of its name away.
  package func merging(_ other: JSONObject, nullRemoves: Bool) -> JSONObject {
    if members.isEmpty, !nullRemoves { return other }
    var merged: [Element] = []
    merged.reserveCapacity(members.count + other.members.count)
    var index = 0
    for member in other.members {
      var order = KeyOrder.after
      while index < members.count {
        order = KeyOrder.compare(members[index].key, member.key)
        guard order == .before else { break }
        merged.append(members[index])
        index += 1
      }
      if order == .same { index += 1 }
      if !nullRemoves || !member.value.isNull { merged.append(member) }
    }
    merged.append(contentsOf: members[index...])
    return JSONObject(sorted: merged)
  }

  /// The members that a closure wants, and the others.
  package func parted(
    by isWanted: (_ key: String) -> Bool
  ) -> (among: JSONObject, others: JSONObject) {
    var among: [Element] = []
    var others: [Element] = []
    others.reserveCapacity(members.count)
    for member in members {
      if isWanted(member.key) { among.append(member) } else { others.append(member) }
    }
    return (JSONObject(sorted: among), JSONObject(sorted: others))
  }

  /// Whether there are no members.
  public var isEmpty: Bool { members.isEmpty }

  /// The number of members.
  public var count: Int { members.count }

  /// The keys in their order.
  public var keys: [String] { members.map(\.key) }

  /// Where a key stands, or would have to stand.
  private func place(of key: String) -> (index: Int, isTaken: Bool) {
    // Objects are mostly made in order.
    if let last = members.last, KeyOrder.compare(last.key, key) == .before {
      return (members.count, false)
    }
    var lower = 0
    var upper = members.count
    while lower < upper {
      let middle = lower + (upper - lower) / 2
      switch KeyOrder.compare(members[middle].key, key) {
      case .same: return (middle, true)
      case .before: lower = middle + 1
      case .after: upper = middle
      }
    }
    return (lower, false)
  }
}

extension JSONObject: Sequence {
  /// Visits the members in their order.
  public func makeIterator() -> IndexingIterator<[Element]> {
    members.makeIterator()
  }

  /// The number of members.
  public var underestimatedCount: Int { members.count }
}

extension JSONObject: Hashable {
  /// Tells whether two objects have the same members.
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.members.count == right.members.count
      && zip(left.members, right.members).allSatisfy { one, other in
        one.key.isSame(as: other.key) && one.value == other.value
      }
  }

  /// Feeds the members into a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(members.count)
    for (key, value) in members {
      key.hashBytes(into: &hasher)
      hasher.combine(value)
    }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// Makes an object from a literal; of a key given twice, the last value stays.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self.init(elements)
  }
}
