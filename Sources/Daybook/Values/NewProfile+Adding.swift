import Model

extension NewProfile {
  /// Whether it is to become the default of a usage.
  func isDefault(_ usage: Usage) -> Bool {
    switch usage {
    case .billing: defaultBilling
    case .shipping: defaultShipping
    }
  }

  /// Adds the entry to a book, or finds an identical one there, which then takes the default flags
  /// of the request.
  ///
  /// Problems of the address name the path at which it stands in the command.
  @discardableResult
  func add(
    to book: inout AddressBook,
    path: String,
    on site: String,
    in context: inout DecisionContext
  ) throws -> (profile: ProfileState, isReused: Bool) {
    let type = try context.profileType(type)
    let content = ProfileContent(
      address: address.applied(to: [:]),
      phone: phone,
      fields: JSONObject().merging(fields ?? [:])
    )
    let defaults = Usage.allCases.filter(isDefault)
    if let usage = defaults.first(where: { !ProfileType.usages(of: type).contains($0) }) {
      throw Refusal(
        .usageNotAllowed,
        "The profile type \(type) is not for \(usage.rawValue).",
        details: ["usage": .string(usage.rawValue)]
      )
    }
    let warnings = try context.check(content.address, path: path, on: site)
    if let equal = book.equal(type: type, content) {
      if let reference, equal.reference?.isSame(as: reference.text) != true {
        try context.refuseTaken(reference, ProfileEntity.kind)
      }
      for usage in defaults { context.makeDefault(equal.number, usage, in: &book) }
      return (equal, true)
    }
    try context.refuseTaken(reference, ProfileEntity.kind)
    let added = try context.addProfile(
      content,
      type: type,
      reference: reference,
      defaults: defaults,
      warnings: warnings,
      to: &book
    )
    return (added, false)
  }
}
