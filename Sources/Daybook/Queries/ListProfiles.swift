package import Model

/// `profile list`: a customer's address book: default billing, default shipping, then newest first.
package struct ListProfiles: Query {
  var customer: CustomerReference
  var usage: Usage?
  var countries: [CountryCode] = []
  var page = Page()

  package static let declaration = Declaration(
    "profile.list",
    "Lists a customer's address book.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field("usage", \.usage, "Only entries that serve it"),
      Field("country", \.countries, "Only entries in these countries"),
      Field("limit", \.page.limit, "At most so many"),
      Field("offset", \.page.offset, "Leave out the first so many"),
    ],
    empty: { ListProfiles(customer: 0) }
  )

  package var entity: QueriedEntity? { .customer(customer) }

  package func answer(from context: QueryContext) throws -> Answer {
    let number = try context.customer(customer)
    guard try context.document("customers/show", ["customer": .integer(number)]) != nil else {
      throw context.missing(CustomerEntity.kind, customer.text)
    }
    return try context.list(
      "profiles",
      plural: "profiles",
      [
        "customer": .integer(number),
        "usage": JSON(usage?.rawValue),
        "countries": JSON.unlessEmpty(countries.map(\.fieldJSON)) ?? .null,
      ],
      page
    )
  }
}

/// A country of ISO 3166-1 alpha-2, in any case.
package struct CountryCode: Sendable {
  package let text: String
}

extension CountryCode: FieldValue {
  package static var fieldKind: FieldKind { .text }

  package init(field json: JSON) throws(Refusal) {
    guard let text = json.string, let code = Country.code(text) else {
      throw .invalid("must be a country code of ISO 3166-1 such as DK")
    }
    self.text = code
  }

  package var fieldJSON: JSON { .string(text) }
}
