import Model

/// `group list`: the groups of customers, by their codes.
package struct ListGroups: Query {
  var page = Page()

  package static let declaration = Declaration(
    "group.list",
    "Lists groups of customers.",
    [
      Field("limit", \.page.limit, "At most so many"),
      Field("offset", \.page.offset, "Leave out the first so many"),
    ],
    empty: { ListGroups() }
  )

  package var emptyRow: String {
    #"""
    {"group":null,"name":null,"discount_percent":null,"price_list":null,"metadata":{},\#
    "members":null}
    """#
  }

  package func answer(from context: QueryContext) throws -> Answer {
    try context.list("groups", plural: "groups", [:], page)
  }
}
