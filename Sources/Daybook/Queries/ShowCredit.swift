import Model
import Projections

/// `credit show`: what is in a customer's pots, and every booking that led there, newest first.
package struct ShowCredit: Query {
  var customer: CustomerReference
  var page = Page()

  package static let declaration = Declaration(
    "credit.show",
    "Shows a customer's credit and every booking.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field("limit", \.page.limit, "At most so many bookings"),
      Field("offset", \.page.offset, "Leave out the first so many bookings"),
    ],
    empty: { ShowCredit(customer: 0) }
  )

  package static let rowsMember: String? = "entries"

  package var entity: QueriedEntity? { .customer(customer) }
  package static let readModels: [String]? = ["customers", "credits"]

  package var emptyRow: String {
    #"""
    {"position":null,"kind":null,"amount":null,"currency":null,"site":null,"name":null,\#
    "order":null,"corrects":null,"balance":null,"occurred_at":null}
    """#
  }

  package func answer(from context: QueryContext) throws -> Answer {
    try page.check()
    return .document(try context.credit(of: context.customer(customer), page))
  }
}

extension QueryContext {
  /// A customer's pots and bookings as one document.
  func credit(of customer: Int64, _ page: Page = Page()) throws -> String {
    let parameters: [String: JSON] = [
      "customer": .integer(customer), "limit": JSON(page.limit), "offset": JSON(page.offset),
    ]
    let balances = try models.rows("credits/balances", parameters)
    let entries = try models.rows("credits/entries", parameters)
    return "{\"customer\":\(customer),\"balances\":[\(balances.joined(separator: ","))],"
      + "\"entries\":[\(entries.joined(separator: ","))]}"
  }
}
