import Model

/// A field that entries of a profile type have beside address and phone.
public struct ProfileField: Sendable, Equatable {
  /// Its name, unique in the type: a letter, then letters, digits and underscores, all small.
  public var name: String = ""
  /// What people call it.
  public var label: String?
  /// What it holds.
  public var kind: Kind = .text
  /// Whether an entry must have it.
  public var isRequired = false
  /// Whether it is for the customer's and the shop's eyes only; whoever shows entries to others
  /// leaves it out.
  public var isPrivate = false

  /// What a field holds.
  public enum Kind: String, Sendable, CaseIterable {
    /// Any text.
    case text
    /// A whole number.
    case number
    /// True or false.
    case boolean
    /// A day such as `2026-03-01`.
    case date
  }

  /// A field of a kind.
  public init(name: String, kind: Kind = .text, isRequired: Bool = false) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
  }

  package init() {}

  /// - Throws: `field_invalid`.
  func checkName() throws(Refusal) {
    let isGood =
      (1...64).contains(name.utf8.count)
      && name.utf8.enumerated().allSatisfy { index, byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): index > 0
        default: false
        }
      }
    guard isGood else {
      throw .invalid("name", "must be 1 to 64 of a-z, 0-9 and underscore, a letter first")
    }
  }

  /// - Throws: `field_invalid` for a value of another kind.
  func check(_ value: JSON) throws(Refusal) {
    // On the command line what stands behind --fields.NAME is a text: nobody knows its kind there.
    let addition = value.string == nil ? "" : ", not a text: give the fields as JSON, \(example)"
    switch kind {
    case .text where value.string == nil: throw .invalid("must be a text")
    case .number where value.integer == nil: throw .invalid("must be a whole number\(addition)")
    case .boolean where value.boolean == nil: throw .invalid("must be true or false\(addition)")
    case .date where value.string.flatMap({ Instant(date: $0) }) == nil:
      throw .invalid("must be a day such as 2026-03-01")
    default: break
    }
  }
}

extension ProfileField {
  /// How the field of an entry is written on the command line, with a value of its kind.
  private var example: String { "'{\"\(name)\":\(kind == .number ? "12" : "true")}'" }
}

extension ProfileField: Shape {
  package static let fields: Fields<ProfileField> = [
    Field(required: "name", \.name, "Its name, unique in the type"),
    Field("label", \.label, "What people call it"),
    Field(required: "kind", \.kind, "What it holds"),
    Field("required", \.isRequired, "Whether an entry must have it"),
    Field("private", \.isPrivate, "For the customer's and the shop's eyes only"),
  ]
}

extension ProfileField.Kind: Choice {}
