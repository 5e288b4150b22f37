import Model

/// `profile_type list`: the kinds of address-book entries on offer, the built-in one first.
package struct ListProfileTypes: Query {
  var page = Page()

  package static let declaration = Declaration(
    "profile_type.list",
    "Lists the kinds of address-book entries.",
    [
      Field("limit", \.page.limit, "At most so many"),
      Field("offset", \.page.offset, "Leave out the first so many"),
    ],
    empty: { ListProfileTypes() }
  )

  package var emptyRow: String {
    #"""
    {"profile_type":null,"label":null,"usages":null,"multiple":null,"fields":null}
    """#
  }

  package func answer(from context: QueryContext) throws -> Answer {
    try context.list("profile-types", plural: "profile_types", [:], page)
  }
}
