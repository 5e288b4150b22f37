package import Model

/// A kind of thing whose fields have a history that can be asked for.
package enum HistoricKind: String, CaseIterable, Choice {
  case customer, profile, order
}

/// A customer, profile or order as somebody names it.
package enum HistoricEntity: Sendable {
  case customer(CustomerReference)
  case profile(ProfileReference)
  case order(OrderReference)

  /// Reads a name such as `5`, `ref:shop-5` or `ada@example.com`.
  package init(_ kind: HistoricKind, field json: JSON) throws(Refusal) {
    self =
      switch kind {
      case .customer: .customer(try CustomerReference(field: json))
      case .profile: .profile(try ProfileReference(field: json))
      case .order: .order(try OrderReference(field: json))
      }
  }

  package var kind: HistoricKind {
    switch self {
    case .customer: .customer
    case .profile: .profile
    case .order: .order
    }
  }

  /// The name as it was given.
  var text: String {
    switch self {
    case .customer(let reference): reference.text
    case .profile(let reference): reference.text
    case .order(let reference): reference.text
    }
  }

  /// The number, when it is named by that.
  var number: Int64? {
    get throws(Refusal) {
      let form: Reference<CustomerEntity>.Form
      switch self {
      case .customer(let reference): form = try reference.form()
      case .profile(let reference):
        guard case .number(let number) = try reference.form() else { return nil }
        return number
      case .order(let reference):
        guard case .number(let number) = try reference.form() else { return nil }
        return number
      }
      guard case .number(let number) = form else { return nil }
      return number
    }
  }

  /// The query that finds it by other names.
  var query: any Query {
    switch self {
    case .customer(let reference): ShowCustomer(customer: reference)
    case .profile(let reference): ShowProfile(profile: reference)
    case .order(let reference): ShowOrder(order: reference)
    }
  }
}
