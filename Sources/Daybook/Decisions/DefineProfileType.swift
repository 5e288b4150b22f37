import Events
import Model

/// Defines a kind of address-book entry, or defines it anew.
///
/// The definition is stated as a whole: what is left out has its default. It counts from here on;
/// entries that are there already stay as they are.
public struct DefineProfileType: Decision {
  /// The type's code; `customer` is the built-in one.
  public var code: Code
  /// What people call it.
  public var label: String?
  /// What its entries may be used for; both when left out.
  public var usages: [Usage] = Usage.allCases
  /// Whether a customer may have several enabled entries of it.
  public var multiple = true
  /// The fields that entries have beside address and phone.
  public var fields: [ProfileField] = []

  /// A type for both usages, without fields of its own.
  public init(code: Code) {
    self.code = code
  }

  /// The command `profile_type.define`.
  public static let declaration = Declaration<DefineProfileType>(
    "profile_type.define",
    "Defines a kind of address-book entry, as a whole.",
    [
      Field(required: "code", \.code, "The type"),
      Field("label", \.label, "What people call it"),
      Field("usages", \.usages, "billing, shipping or both; both when left out"),
      Field("multiple", \.multiple, "Whether a customer may have several; true when left out"),
      Field("fields", \.fields, "Fields beside address and phone"),
    ],
    empty: { DefineProfileType(code: "") }
  )

  /// The type.
  public var subject: Subject? { .profileType(code) }

  /// Appends `ProfileTypeDefined`; nothing when it is defined so already.
  ///
  /// Refuses with `profile_type_builtin`, or with `profile_type_in_use` when entries in some address
  /// book would lose a usage, or be one too many.
  public func decide(in context: inout DecisionContext) throws {
    try context.checkDefinable(code)
    let usages = Usage.allCases.filter(self.usages.contains)
    guard !usages.isEmpty else { throw Refusal.invalid("usages", "must name billing or shipping") }
    var names: Set<String> = []
    for (index, field) in fields.enumerated() {
      do { try field.checkName() } catch { throw error.inside("fields[\(index)]") }
      if !names.insert(field.name).inserted {
        throw Refusal.invalid("fields[\(index)].name", "stands there twice")
      }
    }
    let event = ProfileTypeDefined(
      profileType: code.text,
      label: label,
      usages: usages.map(\.fieldJSON),
      multiple: multiple,
      fields: fields.map(\.fieldJSON)
    )
    let type = try ProfileType(event)
    context.extras["profile_type"] = .string(code.text)
    if let before = try ProfileType(code.text, in: context.history) {
      guard before.isRemoved || before.definition != event.data else { return }
      let isNarrower =
        !usages.containsAll(of: before.usages) || (before.isMultiple && !type.isMultiple)
      if isNarrower, !before.isRemoved { try context.refuseInUse(before) }
    }
    context.append(event)
  }
}

extension [Usage] {
  fileprivate func containsAll(of others: [Usage]) -> Bool {
    others.allSatisfy(contains)
  }
}
