package import Model

/// An entry of an address book changed: changed parts as they are now, null where cleared.
package struct ProfileEdited: EventType {
  /// The fields that a change may carry.
  package static let changeable = ["address", "area", "phone", "fields"]

  /// The customer.
  package var customer: Int64
  /// The address-book entry.
  package var profile: Int64
  /// Goes up when an order refers to the content before (copy-on-write, as in Drupal Commerce 1).
  package var revision: Int64
  /// What is odd with the addresses; from the channel `import` also what is wrong.
  package var warnings: [JSON]
  /// The changed fields with their new values, null where cleared.
  package var changes: JSONObject

  package init(
    customer: Int64,
    profile: Int64,
    revision: Int64,
    warnings: [JSON] = [],
    changes: JSONObject
  ) {
    self.customer = customer
    self.profile = profile
    self.revision = revision
    self.warnings = warnings
    self.changes = changes
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    profile = try data.integer("profile")
    revision = try data.integer("revision")
    warnings = try data.list("warnings")
    changes = data.changes(Self.changeable)
  }

  package var data: JSONObject {
    var data = changes
    data["customer"] = .integer(customer)
    data["profile"] = .integer(profile)
    data["revision"] = .integer(revision)
    if !warnings.isEmpty { data["warnings"] = .array(warnings) }
    return data
  }
}
