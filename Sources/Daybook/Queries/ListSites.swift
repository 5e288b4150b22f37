import Model

/// `site list`: the sites that were configured or are in use, by their codes.
package struct ListSites: Query {
  var page = Page()

  package static let declaration = Declaration(
    "site.list",
    "Lists the sites and how they are configured.",
    [
      Field("limit", \.page.limit, "At most so many"),
      Field("offset", \.page.offset, "Leave out the first so many"),
    ],
    empty: { ListSites() }
  )

  package var emptyRow: String {
    #"""
    {"site":null,"name":null,"guest_checkout":null,"auto_register":null,\#
    "attach_by_email":null,"guest_with_account_email":null,"billing_countries":null,\#
    "shipping_countries":null,"address_fields":{}}
    """#
  }

  package func answer(from context: QueryContext) throws -> Answer {
    try context.list("sites", plural: "sites", [:], page)
  }
}
