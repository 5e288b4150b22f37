import Events
import Model

/// Leaves a usage without a default, on purpose: no other entry becomes it by itself.
public struct ClearDefaultProfile: Decision {
  /// Whose address book it is.
  public var customer: CustomerReference
  /// What has no default from then on.
  public var usage: Usage

  /// No default for a usage.
  public init(customer: CustomerReference, usage: Usage) {
    self.customer = customer
    self.usage = usage
  }

  /// The command `profile.clear_default`.
  public static let declaration = Declaration<ClearDefaultProfile>(
    "profile.clear_default",
    "Leaves billing or shipping without a default entry.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field(required: "usage", \.usage, "billing or shipping"),
    ],
    empty: { ClearDefaultProfile(customer: 0, usage: .billing) }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `DefaultProfileCleared`; nothing when there is no default.
  public func decide(in context: inout DecisionContext) throws {
    let owner = try context.customer(customer)
    context.touch(CustomerEntity.kind, owner.number)
    let book = try AddressBook(of: owner.number, in: context.history)
    guard book.defaultProfile(usage) != nil else { return }
    context.append(
      DefaultProfileCleared(customer: owner.number, usage: usage.rawValue, byRequest: true)
    )
  }
}
