import Model

/// Puts the public and the personal part of an event together.
enum ObjectMerge {
  private typealias Member = (key: Range<Int>, end: Int)

  /// The members of both canonical objects as one, sorted by the bytes of their keys.
  ///
  /// For the names that contracts give to fields that is the order of RFC 8785.
  static func merge(_ left: Span<UInt8>, _ right: Span<UInt8>) throws -> [UInt8] {
    let lefts = try members(of: left)
    let rights = try members(of: right)
    var result: [UInt8] = []
    result.reserveCapacity(left.count + right.count)
    result.append(UInt8(ascii: "{"))
    var (one, other) = (0, 0)
    while one < lefts.count || other < rights.count {
      if result.count > 1 { result.append(UInt8(ascii: ",")) }
      let takesLeft =
        other == rights.count
        || one < lefts.count && isBefore(left, lefts[one].key, right, rights[other].key)
      if takesLeft {
        append(left, lefts[one], to: &result)
        one += 1
      } else {
        append(right, rights[other], to: &result)
        other += 1
      }
    }
    result.append(UInt8(ascii: "}"))
    return result
  }

  private static func members(of text: Span<UInt8>) throws -> [Member] {
    var members: [Member] = []
    try MemberScanner.scan(text) { key, value, kind in
      let isString = if case .string = kind { true } else { false }
      members.append((key, isString ? value.upperBound + 1 : value.upperBound))
    }
    return members
  }

  private static func append(_ text: Span<UInt8>, _ member: Member, to result: inout [UInt8]) {
    for index in member.key.lowerBound - 1..<member.end { result.append(text[index]) }
  }

  private static func isBefore(
    _ left: Span<UInt8>,
    _ leftKey: Range<Int>,
    _ right: Span<UInt8>,
    _ rightKey: Range<Int>
  ) -> Bool {
    for offset in 0..<min(leftKey.count, rightKey.count) {
      let (one, other) = (left[leftKey.lowerBound + offset], right[rightKey.lowerBound + offset])
      if one != other { return one < other }
    }
    return leftKey.count < rightKey.count
  }
}
