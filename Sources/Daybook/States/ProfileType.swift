import Events
import Model

/// A kind of address-book entry: the built-in one, which serves both usages and whose fields are
/// free, or one that was defined.
struct ProfileType {
  static let types = EventTypes(ProfileTypeDefined.self, ProfileTypeRemoved.self)
  static let builtIn = ProfileAdded.builtInType

  let code: String
  private(set) var label: String?
  private(set) var usages = Usage.allCases
  /// Whether a customer may have several enabled entries of it.
  private(set) var isMultiple = true
  /// The fields that entries may have; nil for any.
  private(set) var fields: [ProfileField]?
  private(set) var isRemoved = false
  /// The definition as its event states it; nil for the built-in type.
  private(set) var definition: JSONObject?

  var isBuiltIn: Bool { code == Self.builtIn }

  /// - Returns: nil when nobody ever defined it.
  init?(_ code: String, in history: any History) throws {
    self.code = code
    guard code != Self.builtIn else { return }
    let events = try history.events(Self.types, tagged: "profile_type:\(code)")
    guard !events.isEmpty else { return nil }
    for event in events {
      switch event.type {
      case ProfileTypeDefined.name: try apply(ProfileTypeDefined(event))
      default: isRemoved = true
      }
    }
  }

  init(_ definition: ProfileTypeDefined) throws {
    code = definition.profileType
    try apply(definition)
  }

  private mutating func apply(_ event: ProfileTypeDefined) throws {
    definition = event.data
    label = event.label
    usages = event.usages.compactMap { $0.string.flatMap(Usage.init(rawValue:)) }
    isMultiple = event.multiple
    fields = try event.fields.map { try ProfileField(field: $0) }
    isRemoved = false
  }

  /// - Throws: `usage_not_allowed`.
  func check(_ usage: Usage) throws(Refusal) {
    guard !usages.contains(usage) else { return }
    throw Refusal(
      .usageNotAllowed,
      "The profile type \(code) is not for \(usage.rawValue).",
      details: ["usage": .string(usage.rawValue)]
    )
  }

  /// Compares an entry's own fields with the definition.
  ///
  /// - Throws: `field_unknown`, `field_missing` or `field_invalid`, inside `fields`.
  func check(_ values: JSONObject) throws(Refusal) {
    guard let fields else { return }
    // By bytes: two names that Swift takes for the same need not be.
    let byName = Dictionary(fields.map { (Array($0.name.utf8), $0) }) { first, _ in first }
    for (name, value) in values {
      guard let field = byName[Array(name.utf8)] else {
        let names = fields.map(\.name).joined(separator: ", ")
        let known = fields.isEmpty ? "it has none" : "known are \(names)"
        throw Refusal.unknown(name, "is no field of the profile type \(code); \(known)")
          .inside("fields")
      }
      do { try field.check(value) } catch { throw error.inside(name).inside("fields") }
    }
    for field in fields where field.isRequired && values[field.name] == nil {
      throw Refusal.missing(field.name).inside("fields")
    }
  }
}
