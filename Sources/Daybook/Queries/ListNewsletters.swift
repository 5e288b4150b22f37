import Model

/// `newsletter list`: who gets which newsletter.
package struct ListNewsletters: Query {
  var customer: CustomerReference?
  var list: Code?
  var page = Page()

  package static let declaration = Declaration(
    "newsletter.list",
    "Lists who gets which newsletter.",
    [
      Field("customer", \.customer, "Only this customer's"),
      Field("list", \.list, "Only this list"),
      Field("limit", \.page.limit, "At most so many"),
      Field("offset", \.page.offset, "Leave out the first so many"),
    ],
    empty: { ListNewsletters() }
  )

  package var emptyRow: String {
    #"""
    {"list":null,"customer":null,"email":null,"subscribed_at":null}
    """#
  }

  package func answer(from context: QueryContext) throws -> Answer {
    let number = try customer.map { try context.customer($0) }
    return try context.list(
      "newsletters",
      plural: "newsletters",
      ["customer": JSON(number), "list": JSON(list?.text)],
      page
    )
  }
}
