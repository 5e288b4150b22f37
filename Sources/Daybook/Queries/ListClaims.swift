import Model

/// `claim list`: newest first.
package struct ListClaims: Query {
  var customer: CustomerReference?
  var status: ClaimStatus?
  var page = Page()

  package static let declaration = Declaration(
    "claim.list",
    "Lists claims of guest orders, newest first.",
    [
      Field("customer", \.customer, "Only those that this customer requested"),
      Field("status", \.status, "Only those that stand so"),
      Field("limit", \.page.limit, "At most so many"),
      Field("offset", \.page.offset, "Leave out the first so many"),
    ],
    empty: { ListClaims() }
  )

  package var emptyRow: String {
    #"""
    {"claim":null,"customer":null,"email":null,"orders":null,"status":null,\#
    "requested_at":null,"expires_at":null,"closed_at":null}
    """#
  }

  package func answer(from context: QueryContext) throws -> Answer {
    // A claim stays with who requested it, whoever they are merged into.
    let people = try customer.map { try context.everybody(mergedInto: context.customer($0)) }
    return try context.list(
      "claims",
      plural: "claims",
      [
        "customers": people.map { .array($0.map(JSON.integer)) } ?? .null,
        "status": JSON(status?.rawValue),
        "now": .string(context.now.text),
      ],
      page
    )
  }
}

/// How a claim stands.
package enum ClaimStatus: String, Sendable, CaseIterable {
  case pending, confirmed, declined, cancelled, expired
}

extension ClaimStatus: Choice {}
