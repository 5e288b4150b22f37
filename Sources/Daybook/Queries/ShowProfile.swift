import Model

/// `profile show`: one entry of an address book.
package struct ShowProfile: Query {
  var profile: ProfileReference

  package static let declaration = Declaration(
    "profile.show",
    "Shows one entry of an address book.",
    [Field(required: "profile", \.profile, "The profile")],
    empty: { ShowProfile(profile: 0) }
  )

  package var entity: QueriedEntity? { .profile(profile) }

  package func answer(from context: QueryContext) throws -> Answer {
    let number = try context.profile(profile)
    let row = try context.document(
      "profiles/show",
      ["profile": .integer(number), "now": .string(context.now.text)]
    )
    guard let row else { throw Refusal.notFound("profile", profile.text) }
    return .document(try context.printed(row))
  }
}
