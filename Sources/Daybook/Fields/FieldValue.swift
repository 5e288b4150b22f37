package import Model

/// A type that a field can hold.
package protocol FieldValue: Sendable {
  static var fieldKind: FieldKind { get }
  /// Reads the value from what came from outside.
  init(field json: JSON) throws(Refusal)
  /// The value as JSON, in one form whichever way it came.
  var fieldJSON: JSON { get }
  /// Appends the value as RFC 8785 writes it.
  func appendCanonical(to bytes: inout [UInt8])
  /// Whether what came from outside stands for "nothing", as null does.
  static func isNothing(_ json: JSON) -> Bool
}

extension FieldValue {
  package static func isNothing(_ json: JSON) -> Bool { json.isNull }

  package func appendCanonical(to bytes: inout [UInt8]) {
    fieldJSON.appendCanonical(to: &bytes)
  }
}

/// A field of a command that changes something: not given, cleared with null, or given anew.
public enum Change<Value: Sendable>: Sendable {
  /// Not given: stays as it is.
  case keep
  /// Given as null: is emptied.
  case clear
  /// Given: becomes this.
  case set(Value)

  /// The value, when one was given.
  package var value: Value? {
    if case .set(let value) = self { value } else { nil }
  }

  /// Whether it was given, as a value or null.
  package var isGiven: Bool {
    if case .keep = self { false } else { true }
  }
}

extension Change: ExpressibleByUnicodeScalarLiteral where Value == String {
  /// A text given as a literal: becomes this.
  public init(unicodeScalarLiteral value: String) {
    self = .set(value)
  }
}

extension Change: ExpressibleByExtendedGraphemeClusterLiteral where Value == String {
  /// A text given as a literal: becomes this.
  public init(extendedGraphemeClusterLiteral value: String) {
    self = .set(value)
  }
}

extension Change: ExpressibleByStringLiteral where Value == String {
  /// A text given as a literal: becomes this.
  public init(stringLiteral value: String) {
    self = .set(value)
  }
}
