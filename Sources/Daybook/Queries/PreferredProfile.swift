import Model

/// `profile preferred`: the entry to propose for a usage: the default, else the newest that fits.
package struct PreferredProfile: Query {
  var customer: CustomerReference
  var usage: Usage
  var country: CountryCode?

  package static let declaration = Declaration(
    "profile.preferred",
    "Shows the entry to propose for billing or shipping.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field(required: "usage", \.usage, "billing or shipping"),
      Field("country", \.country, "Only entries in this country"),
    ],
    empty: { PreferredProfile(customer: 0, usage: .billing) }
  )

  package var entity: QueriedEntity? { .addressBook(customer) }

  package func answer(from context: QueryContext) throws -> Answer {
    let number = try context.customer(customer)
    let row = try context.document(
      "profiles/preferred",
      [
        "customer": .integer(number), "usage": .string(usage.rawValue),
        "country": JSON(country?.text),
      ]
    )
    guard let row else {
      throw Refusal(.notFound, "Customer \(number) has no entry for \(usage.rawValue) that fits.")
    }
    return .document(try context.printed(row))
  }
}
