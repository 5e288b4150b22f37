import Model
import Projections

/// `order find`: what a guest knows of an order, its number and e-mail, leads to exactly one order
/// or to none (as in Medusa, so that nobody can try numbers out).
package struct FindOrder: Query {
  var number: OrderNumber
  var email: EmailAddress

  package static let declaration = Declaration(
    "order.find",
    "Finds an order by its number and e-mail.",
    [
      Field(required: "number", \.number, "What people call the order"),
      Field(required: "email", \.email, "The order's contact e-mail"),
    ],
    empty: { FindOrder(number: "", email: EmailAddress(unchecked: "")) }
  )

  package func answer(from context: QueryContext) throws -> Answer {
    let hits = try context.models.rows(
      "orders/find",
      [
        "number": number.fieldJSON, "email": .string(email.text), "site": JSON(context.site?.text),
      ]
    )
    guard hits.count == 1, let order = Int64(hits[0]),
      let row = try context.orderDocument(order)
    else {
      throw Refusal(.notFound, "No single order has this number and e-mail.")
    }
    return .document(row)
  }
}
