import Model

/// The company details of a customer, or the parts that change.
public struct Company: Sendable {
  /// The name under which it trades.
  public var name: Change<String> = .keep
  /// The number in a register of companies.
  public var organizationID: Change<String> = .keep
  /// The number for VAT or sales tax.
  public var taxID: Change<String> = .keep

  /// Company details without any part.
  public init() {}
}

extension Company: Shape {
  package static let fields: Fields<Company> = [
    Field("name", \.name, "Name of the company"),
    Field("organization_id", \.organizationID, "Number in a register of companies"),
    Field("tax_id", \.taxID, "Number for VAT or sales tax"),
  ]

  /// The company details that come of changing others; nil when none are left.
  func applied(to base: JSONObject?) -> JSONObject? {
    let changed = (base ?? [:]).merging(fieldJSON.object ?? [:])
    return changed.isEmpty ? nil : changed
  }
}
