import Model

/// `profile list`: a customer's address book: default billing, default shipping, then newest first.
package struct ListProfiles: Query {
  var customer: CustomerReference?
  var nearDuplicates = false
  var all = false
  var usage: Usage?
  var countries: [CountryCode] = []
  var page = Page()

  package static let declaration = Declaration(
    "profile.list",
    "Lists a customer's address book.",
    [
      Field("customer", \.customer, "The customer; may be left out with near_duplicates"),
      Field(
        "near_duplicates",
        \.nearDuplicates,
        "Pairs of entries that differ only in case, spaces and punctuation"
      ),
      Field("all", \.all, "Disabled entries as well"),
      Field("usage", \.usage, "Only entries that serve it"),
      Field("country", \.countries, "Only entries in these countries"),
      Field("limit", \.page.limit, "At most so many"),
      Field("offset", \.page.offset, "Leave out the first so many"),
    ],
    empty: { ListProfiles() }
  )

  package var entity: QueriedEntity? { customer.map(QueriedEntity.addressBook) }

  package var emptyRow: String {
    guard !nearDuplicates else { return NearDuplicates.emptyRow }
    return #"""
      {"profile":null,"customer":null,"type":null,"revision":null,"address":{},"phone":null,\#
      "fields":{},"label":null,"default_billing":null,"default_shipping":null,"enabled":null,\#
      "reference":null,"formatted":null,"postal_label":null}
      """#
  }

  package func answer(from context: QueryContext) throws -> Answer {
    guard let customer else {
      guard nearDuplicates else { throw Refusal.missing("customer") }
      return try nearDuplicates(of: nil, from: context)
    }
    let number = try context.customer(customer)
    guard !nearDuplicates else { return try nearDuplicates(of: number, from: context) }
    let answer = try context.list(
      "profiles",
      plural: "profiles",
      [
        "customer": .integer(number),
        "all": .integer(all ? 1 : 0),
        "usage": JSON(usage?.rawValue),
        "countries": countryList,
      ],
      page
    )
    guard case .list(let plural, let count, let rows) = answer else { return answer }
    return .list(plural: plural, count: count, rows: try rows.map(context.printed))
  }

  /// The countries as a parameter of queries.
  var countryList: JSON { JSON.unlessEmpty(countries.map(\.fieldJSON)) ?? .null }
}
