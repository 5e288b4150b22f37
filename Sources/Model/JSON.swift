/// A JSON value whose numbers are whole.
///
/// Two values are equal when their texts have the same UTF-8 bytes. Swift's own `==` on strings is
/// canonical equivalence, for which "é" in one and in two code points is one string; to the ledger
/// these are two.
///
/// The literal `nil` means ``null``. Mind `condition ? value : nil`, which is a `JSON` even where a
/// `JSON?` is expected; `if` and `guard` give the absent value there.
///
/// Numbers lie between −(2^53−1) and 2^53−1, the range that every JSON reader keeps exactly. The
/// parser refuses others; a value built in code is not checked.
public enum JSON: Sendable, Hashable {
  /// The value `null`.
  case null
  /// The values `true` and `false`.
  case boolean(Bool)
  /// A whole number.
  case integer(Int64)
  /// A text.
  case string(String)
  /// A list of values.
  case array([JSON])
  /// A set of named values.
  case object(JSONObject)

  /// The greatest number that a text may hold, 2^53−1; its negation is the least.
  package static let greatestInteger: Int64 = 9_007_199_254_740_991

  /// Tells whether two values are the same, text by text and byte by byte.
  public static func == (left: JSON, right: JSON) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let left), .boolean(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.string(let left), .string(let right)): left.isSame(as: right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  /// Feeds what is compared into a hasher.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .boolean(let value): hasher.combine(value)
    case .integer(let number): hasher.combine(number)
    case .string(let text): text.hashBytes(into: &hasher)
    case .array(let elements): hasher.combine(elements)
    case .object(let members): hasher.combine(members)
    }
  }
}
