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
    // What stayed with those who were merged into the customer is theirs, too, and what is out of view.
    let people = try context.everybody(mergedInto: number)
    let customers = JSON.array(people.map(JSON.integer))
    let contacts = try context.models.rows("customers/contacts", ["customers": customers])
      .compactMap { Int64($0) }
    let everything = parameters.merging([
      "customers": customers, "contacts": .array(contacts.map(JSON.integer)),
      "all": 1, "reusable": 0, "limit": -1, "offset": 0,
    ]) { $1 }
    func hidden(_ query: String) throws -> [String] {
      try people.flatMap { try context.models.rows(query, ["customer": .integer($0)]) }
    }
    let listed = try context.models.rows("profiles/list", everything)
    let profiles = try (listed + hidden("profiles/hidden")).map(context.printed)
    let claims = try context.models.rows("claims/list", everything)
    let orders = try context.models.rows("orders/of-customer", parameters)
      .compactMap { Int64($0) }
      .compactMap(context.orderDocument)
    let carts =
      try context.models.rows("carts/list", everything)
      + context.models.rows("carts/of-contacts", everything)
    let newsletters = try context.models.rows("newsletters/of-person", everything)
    let methods =
      try context.models.rows("payment-methods/list", everything)
      + hidden("payment-methods/hidden")
    let events = try events(of: people, contacts, context).map(\.json.canonicalText)
    return .document(
      "{\"customer\":\(shown),\"profiles\":\(Self.list(profiles)),\"orders\":\(Self.list(orders)),"
        + "\"claims\":\(Self.list(claims)),\"credit\":\(try context.credit(of: number)),"
        + "\"carts\":\(Self.list(carts)),\"subscriptions\":\(Self.list(newsletters)),"
        + "\"payment_methods\":\(Self.list(methods)),\"events\":\(Self.list(events))}"
    )
  }

  /// What concerns a person, also by e-mail alone; not what concerns somebody else who has the contact.
  private func events(
    of people: [Int64],
    _ contacts: [Int64],
    _ context: QueryContext
  ) throws -> [Event] {
    let tags = people.map { "customer:\($0)" }
    return try context.events(tags + contacts.map { "contact:\($0)" }).filter { event in
      let customers = event.tags.filter { $0.hasPrefix("customer:") }
      return customers.isEmpty || customers.contains(where: tags.contains)
    }
  }

  private static func list(_ documents: [String]) -> String {
    "[\(documents.joined(separator: ","))]"
  }
}
