import Model

/// `payment_method list`: the payment methods that a customer keeps, newest first.
package struct ListPaymentMethods: Query {
  var customer: CustomerReference
  var reusable = false
  var country: CountryCode?
  var page = Page()

  package static let declaration = Declaration(
    "payment_method.list",
    "Lists the payment methods that a customer keeps.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field("reusable", \.reusable, "Only those that can be used again and have not expired"),
      Field("country", \.country, "Only those billed to this country"),
      Field("limit", \.page.limit, "At most so many"),
      Field("offset", \.page.offset, "Leave out the first so many"),
    ],
    empty: { ListPaymentMethods(customer: 0) }
  )

  package var emptyRow: String {
    #"""
    {"payment_method":null,"customer":null,"gateway":null,"label":null,"expires_on":null,\#
    "reusable":null,\#
    "billing":{"profile":null,"revision":null,"type":null,"address":{},"phone":null,"fields":{}}}
    """#
  }

  package func answer(from context: QueryContext) throws -> Answer {
    try context.list(
      "payment-methods",
      plural: "payment_methods",
      [
        "customer": .integer(try context.customer(customer)),
        "reusable": .integer(reusable ? 1 : 0), "country": JSON(country?.text),
        "now": .string(context.now.text),
      ],
      page
    )
  }
}
