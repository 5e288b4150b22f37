import Model
import Projections

/// `customer dossier`: everything held about one person in one document, as the right of access asks
/// for it (GDPR, article 15).
package struct ShowDossier: Query {
  var customer: CustomerReference

  package static let declaration = Declaration(
    "customer.dossier",
    "Shows everything held about one person.",
    [Field(required: "customer", \.customer, "The customer")],
    empty: { ShowDossier(customer: 0) }
  )

  package func answer(from context: QueryContext) throws -> Answer {
    let number = try context.customer(customer)
    let parameters: [String: JSON] = [
      "customer": .integer(number), "now": .string(context.now.text),
    ]
    guard let shown = try context.document("customers/show", parameters) else {
      throw Refusal.notFound(CustomerEntity.kind, customer.text)
    }
    let everything: [String: JSON] = [
      "customer": .integer(number), "all": 1, "limit": -1, "offset": 0,
      "now": .string(context.now.text),
    ]
    // What stayed with those who were merged into the customer is theirs, too.
    let people = try context.models.rows("customers/merged-into", parameters)
      .compactMap { Int64($0) }
    let hidden = try people.flatMap { person in
      try context.models.rows("profiles/hidden", ["customer": .integer(person)])
    }
    let listed = try context.models.rows("profiles/list", everything)
    let profiles = try (listed + hidden).map(context.printed)
    let claims = try people.flatMap { person in
      try context.models.rows(
        "claims/list",
        everything.merging(["customer": .integer(person)]) { $1 }
      )
    }
    let orders = try context.models.rows("orders/of-customer", parameters)
      .compactMap { Int64($0) }
      .compactMap(context.orderDocument)
    let events = try context.events(people.map { "customer:\($0)" }).map(\.json.canonicalText)
    let carts = try context.models.rows("carts/list", everything)
    let newsletters = try context.models.rows("newsletters/list", everything)
    let methods = try context.models.rows(
      "payment-methods/list",
      everything.merging(["reusable": 0]) { $1 }
    )
    return .document(
      "{\"customer\":\(shown),\"profiles\":\(Self.list(profiles)),\"orders\":\(Self.list(orders)),"
        + "\"claims\":\(Self.list(claims)),\"credit\":\(try context.credit(of: number)),"
        + "\"carts\":\(Self.list(carts)),\"subscriptions\":\(Self.list(newsletters)),"
        + "\"payment_methods\":\(Self.list(methods)),\"events\":\(Self.list(events))}"
    )
  }

  private static func list(_ documents: [String]) -> String {
    "[\(documents.joined(separator: ","))]"
  }
}
