import Model

/// `customer list`: the customers of the shop, by last name unless told otherwise.
package struct ListCustomers: Query {
  var registered: YesNo?
  var enabled: YesNo?
  var group: Code?
  var search: SearchWords?
  var sort: String?
  var page = Page()

  /// The columns that a list can be sorted by.
  static let sortable = [
    "customer", "site", "company", "last_name", "first_name", "country", "administrative_area",
    "email", "created_at", "enabled", "has_account",
  ]

  package static let declaration = Declaration(
    "customer.list",
    "Lists customers.",
    [
      Field("registered", \.registered, "Only those with (yes) or without (no) an account"),
      Field("enabled", \.enabled, "Only enabled (yes) or disabled (no) ones"),
      Field("group", \.group, "Only those in this group"),
      Field(
        "search",
        \.search,
        "Beginnings of words in name, e-mail, company or order number, or digits of the phone"
      ),
      Field("sort", \.sort, "A column; with - in front in descending order"),
      Field("limit", \.page.limit, "At most so many"),
      Field("offset", \.page.offset, "Leave out the first so many"),
    ],
    empty: { ListCustomers() }
  )

  package var emptyRow: String {
    #"""
    {"customer":null,"site":null,"company":null,"last_name":null,"first_name":null,\#
    "country":null,"administrative_area":null,"email":null,"created_at":null,"enabled":null,\#
    "has_account":null}
    """#
  }

  package func answer(from context: QueryContext) throws -> Answer {
    let column = sort.map { $0.after("-") ?? $0 } ?? "last_name"
    guard Self.sortable.contains(column) else {
      throw Refusal.invalid("sort", "must be one of \(Self.sortable.joined(separator: ", "))")
    }
    return try context.list(
      "customers",
      plural: "customers",
      [
        "site": JSON(context.site?.text),
        "group": JSON(group?.text),
        "registered": JSON(registered?.rawValue),
        "enabled": JSON(enabled?.rawValue),
        "search": search?.parameter ?? .null,
        "sort": .string(sort ?? "last_name"),
      ],
      page
    )
  }
}

/// An option that is yes, no, or left out.
package enum YesNo: String, Sendable, CaseIterable {
  case yes, no
}

extension YesNo: Choice {}
