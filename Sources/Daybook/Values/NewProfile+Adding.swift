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
    let content = ProfileContent(address: address, phone: phone, fields: fields)
    let defaults = Usage.allCases.filter(isDefault)
    for usage in defaults { try type.check(usage) }
    try type.check(content.fields)
    let warnings = try context.check(content.address, path: path, on: site)
    if let equal = book.equal(type: type.code, content) {
      if let reference, equal.reference?.isSame(as: reference.text) != true {
        try context.refuseTaken(reference, ProfileEntity.kind)
      }
      for usage in defaults { context.makeDefault(equal.number, usage, in: &book) }
      return (equal, true)
    }
    if let only = book.only(of: type) { throw only.isTheOnlyOne }
    try context.refuseTaken(reference, ProfileEntity.kind)
    let added = try context.addProfile(
      content,
      type: type.code,
      reference: reference,
      defaults: defaults,
      warnings: warnings,
      to: &book
    )
    return (added, false)
  }
}

extension ProfileState {
  /// Why there cannot be another entry of its type.
  var isTheOnlyOne: Refusal {
    Refusal(
      .profileTypeSingle,
      "A customer has one entry of the profile type \(type), and profile \(number) is it.",
      details: ["profile": .integer(number)]
    )
  }
}
