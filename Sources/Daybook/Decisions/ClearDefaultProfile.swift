import Events
import Model

/// Leaves a usage without a default, on purpose: no other entry becomes it by itself.
public struct ClearDefaultProfile: Decision {
  public var customer: CustomerReference
  public var usage: Usage

  /// No default for a usage.
  public init(customer: CustomerReference, usage: Usage) {
    self.customer = customer
    self.usage = usage
  }

  /// The command `profile.clear_default`.
  public static let declaration = Declaration(
    "profile.clear_default",
    "Leaves billing or shipping without a default entry.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field(required: "usage", \.usage, "billing or shipping"),
    ],
    empty: { ClearDefaultProfile(customer: 0, usage: .billing) }
  )

  public var subject: Subject? { .customer(customer) }

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
