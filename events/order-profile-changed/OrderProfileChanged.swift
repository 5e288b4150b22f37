package import Model

/// A copy of an address in an order was corrected, or replaced by another one.
///
/// The copy made when the order was placed stays readable in its own event.
package struct OrderProfileChanged: EventType {
  /// Since version 2 a copied address says when it is not what its revision says.
  package static let version = 2

  /// The order.
  package var order: Int64
  /// The customer.
  package var customer: Int64
  /// Whether the copy is for billing or shipping.
  package var usage: String
  /// The shipment, for shipping.
  package var shipment: Int64?
  /// `profile.revision` of the entry that was copied: its content never changes again.
  package var revisions: [String]
  /// What is odd with the address; from the channel `import` also what is wrong.
  package var warnings: [JSON]
  /// The copy as it is from here on.
  package var copy: JSONObject?

  package init(
    order: Int64,
    customer: Int64,
    usage: String,
    shipment: Int64? = nil,
    revisions: [String] = [],
    warnings: [JSON] = [],
    copy: JSONObject? = nil
  ) {
    self.order = order
    self.customer = customer
    self.usage = usage
    self.shipment = shipment
    self.revisions = revisions
    self.warnings = warnings
    self.copy = copy
  }

  package init(_ data: EventData) throws(EventProblem) {
    order = try data.integer("order")
    customer = try data.integer("customer")
    usage = try data.text("usage")
    shipment = try data.optionalInteger("shipment")
    revisions = try data.texts("revisions")
    warnings = try data.list("warnings")
    copy = try data.optionalObject("copy")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("copy", copy.map(JSON.object)),
      ("customer", .integer(customer)),
      ("order", .integer(order)),
      ("revisions", .unlessEmpty(revisions.map(JSON.string))),
      ("shipment", shipment.map(JSON.integer)),
      ("usage", .string(usage)),
      ("warnings", .unlessEmpty(warnings)),
    ])
  }
}
