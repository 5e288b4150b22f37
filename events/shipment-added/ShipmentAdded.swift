package import Model

/// An order goes out in one parcel more.
package struct ShipmentAdded: EventType {
  /// Since version 2 a copied address says when it is not what its revision says.
  package static let version = 2

  /// The order.
  package var order: Int64
  /// The customer.
  package var customer: Int64
  /// The shipment, numbered on within the order.
  package var shipment: Int64
  /// `profile.revision` of the entry that was copied: its content never changes again.
  package var revisions: [String]
  /// What is odd with the address; from the channel `import` also what is wrong.
  package var warnings: [JSON]
  /// How it is sent.
  package var method: String?
  /// Where it goes.
  package var shipping: JSONObject?

  package init(
    order: Int64,
    customer: Int64,
    shipment: Int64,
    revisions: [String] = [],
    warnings: [JSON] = [],
    method: String? = nil,
    shipping: JSONObject? = nil
  ) {
    self.order = order
    self.customer = customer
    self.shipment = shipment
    self.revisions = revisions
    self.warnings = warnings
    self.method = method
    self.shipping = shipping
  }

  package init(_ data: EventData) throws(EventProblem) {
    order = try data.integer("order")
    customer = try data.integer("customer")
    shipment = try data.integer("shipment")
    revisions = try data.texts("revisions")
    warnings = try data.list("warnings")
    method = try data.optionalText("method")
    shipping = try data.optionalObject("shipping")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("customer", .integer(customer)),
      ("method", method.map(JSON.string)),
      ("order", .integer(order)),
      ("revisions", .unlessEmpty(revisions.map(JSON.string))),
      ("shipment", .integer(shipment)),
      ("shipping", shipping.map(JSON.object)),
      ("warnings", .unlessEmpty(warnings)),
    ])
  }
}
