package import Model

/// A customer's metadata changed: the whole of it as it is now.
package struct CustomerMetadataChanged: EventType {
  /// The customer.
  package var customer: Int64
  package var metadata: JSONObject?

  package init(
    customer: Int64,
    metadata: JSONObject? = nil
  ) {
    self.customer = customer
    self.metadata = metadata
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    metadata = try data.optionalObject("metadata")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("customer", .integer(customer)),
      ("metadata", metadata.map(JSON.object)),
    ])
  }
}
