import Model

/// `group show`: one group and who is in it.
package struct ShowGroup: Query {
  var group: Code
  var page = Page()

  package static let declaration = Declaration(
    "group.show",
    "Shows one group and who is in it.",
    [
      Field(required: "group", \.group, "The group"),
      Field("limit", \.page.limit, "At most so many customers"),
      Field("offset", \.page.offset, "Leave out the first so many customers"),
    ],
    empty: { ShowGroup(group: "") }
  )

  package func answer(from context: QueryContext) throws -> Answer {
    try page.check()
    let row = try context.document(
      "groups/show",
      ["group": .string(group.text), "limit": JSON(page.limit), "offset": JSON(page.offset)]
    )
    guard let row else { throw Refusal.notFound("group", group.text) }
    return .document(row)
  }
}
