import Model

/// `entitlements`: the groups, roles, memberships and credit that a customer has at a time, by when
/// things happened in the business.
package struct ShowEntitlements: Query {
  var customer: CustomerReference
  var at: LastMoment?

  package static let declaration = Declaration(
    "entitlements",
    "Shows what a customer is entitled to: groups, roles, memberships, credit.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field("at", \.at, "At a time, or at the end of a day; now when left out"),
    ],
    empty: { ShowEntitlements(customer: 0) }
  )

  package var entity: QueriedEntity? { .customer(customer) }

  package func answer(from context: QueryContext) throws -> Answer {
    let number = try context.customer(customer)
    let time = at?.instant ?? context.now
    let row = try context.document(
      "customers/entitlements",
      ["customer": .integer(number), "now": .string(time.text)]
    )
    guard let row else { throw Refusal.notFound(CustomerEntity.kind, customer.text) }
    return .document(row)
  }
}
