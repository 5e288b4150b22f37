import Events
public import Model

/// Merges keys into a customer's metadata: an empty text removes a key, null is stored as null.
public struct SetMetadata: Decision {
  /// Whose metadata change.
  public var customer: CustomerReference
  /// What is merged, by top-level key; nested objects are replaced whole.
  public var metadata: JSONObject

  /// Keys to be merged into a customer's metadata.
  public init(customer: CustomerReference, metadata: JSONObject) {
    self.customer = customer
    self.metadata = metadata
  }

  /// The command `customer.set_metadata`.
  public static let declaration = Declaration<SetMetadata>(
    "customer.set_metadata",
    "Merges keys into a customer's metadata.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field(required: "metadata", \.metadata, "Keys to set; an empty text removes a key"),
    ],
    empty: { SetMetadata(customer: 0, metadata: [:]) }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `CustomerMetadataChanged` with the whole as it is then; nothing when it stays.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.customer(customer)
    context.touch(CustomerEntity.kind, state.number)
    var merged = state.metadata
    for (key, value) in metadata {
      if value.string?.isEmpty == true { merged[key] = nil } else { merged[key] = value }
    }
    guard merged != state.metadata else { return }
    context.append(CustomerMetadataChanged(customer: state.number, metadata: merged))
  }
}
