package import Model

/// Details of a customer changed: only the changed ones are here, null where cleared.
package struct CustomerEdited: EventType {
  /// The fields that a change may carry.
  package static let changeable = ["first_name", "last_name", "phone", "username", "company"]

  /// The customer.
  package var customer: Int64
  /// The site whose names the customer uses.
  package var site: String
  /// The changed fields with their new values, null where cleared.
  package var changes: JSONObject

  package init(
    customer: Int64,
    site: String,
    changes: JSONObject
  ) {
    self.customer = customer
    self.site = site
    self.changes = changes
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    site = try data.text("site")
    changes = data.changes(Self.changeable)
  }

  package var data: JSONObject {
    var data = changes
    data["customer"] = .integer(customer)
    data["site"] = .string(site)
    return data
  }
}
