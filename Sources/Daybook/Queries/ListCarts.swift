import Model

/// `cart list`: the open carts, the one touched last first.
///
/// That a cart is abandoned is no fact but a matter of when one looks.
package struct ListCarts: Query {
  var customer: CustomerReference?
  var abandonedAfter: Int64?
  var at: LastMoment?
  var page = Page()

  package static let declaration = Declaration(
    "cart.list",
    "Lists open carts, the one touched last first.",
    [
      Field("customer", \.customer, "Only this customer's"),
      Field(
        "abandoned_after",
        \.abandonedAfter,
        "Only those with something in them that nobody touched for so many hours"
      ),
      Field("at", \.at, "Hours are counted from this time; from now when left out"),
      Field("limit", \.page.limit, "At most so many"),
      Field("offset", \.page.offset, "Leave out the first so many"),
    ],
    empty: { ListCarts() }
  )

  package var emptyRow: String {
    #"""
    {"cart":null,"site":null,"customer":null,"email":null,"currency":null,"lines":null,\#
    "updated_at":null,"reference":null}
    """#
  }

  package func answer(from context: QueryContext) throws -> Answer {
    let number = try customer.map { try context.customer($0) }
    return try context.list(
      "carts",
      plural: "carts",
      [
        "site": JSON(context.site?.text), "customer": JSON(number),
        "untouched_since": JSON(try untouchedSince(context)?.text),
      ],
      page
    )
  }

  private func untouchedSince(_ context: QueryContext) throws(Refusal) -> Instant? {
    guard let hours = abandonedAfter else {
      if at != nil { throw .invalid("at", "goes with abandoned_after") }
      return nil
    }
    guard (0...876_000).contains(hours),
      let limit = (at?.instant ?? context.now).advanced(bySeconds: -hours * 3600)
    else { throw .invalid("abandoned_after", "must be 0 to 876000 hours") }
    return limit
  }
}
