import Model

/// `claim show`: one claim and how it stands.
package struct ShowClaim: Query {
  var claim: ClaimReference

  package static let declaration = Declaration(
    "claim.show",
    "Shows one claim.",
    [Field(required: "claim", \.claim, "The claim")],
    empty: { ShowClaim(claim: 0) }
  )

  package var entity: QueriedEntity? { .claim(claim) }
  package static let readModels: [String]? = ["claims"]

  package func answer(from context: QueryContext) throws -> Answer {
    let number = try context.claim(claim)
    let row = try context.document(
      "claims/show",
      ["claim": .integer(number), "now": .string(context.now.text)]
    )
    guard let row else { throw Refusal.notFound("claim", claim.text) }
    return .document(row)
  }
}
