import Model
import Projections

/// `cart show`: one open cart.
package struct ShowCart: Query {
  var cart: CartReference

  package static let declaration = Declaration(
    "cart.show",
    "Shows one open cart.",
    [Field(required: "cart", \.cart, "The cart")],
    empty: { ShowCart(cart: 0) }
  )

  package func answer(from context: QueryContext) throws -> Answer {
    var number: Int64?
    switch try cart.form() {
    case .number(let found): number = found
    case .reference(let key):
      number = try context.models.rows("carts/find", ["reference": .string(key)]).first
        .flatMap { Int64($0) }
    default: break
    }
    let row = try number.flatMap { try context.document("carts/show", ["cart": .integer($0)]) }
    guard let row else { throw Refusal.notFound("open cart", cart.text) }
    return .document(row)
  }
}
