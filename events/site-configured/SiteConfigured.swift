package import Model

/// A site was configured: only the settings that changed are here, null where cleared.
package struct SiteConfigured: EventType {
  /// The fields that a change may carry.
  package static let changeable = [
    "name", "guest_checkout", "auto_register", "attach_by_email", "guest_with_account_email",
    "billing_countries", "shipping_countries", "address_fields",
  ]

  /// The site.
  package var site: String
  /// The changed settings as they are now.
  package var changes: JSONObject

  package init(site: String, changes: JSONObject) {
    self.site = site
    self.changes = changes
  }

  package init(_ data: EventData) throws(EventProblem) {
    site = try data.text("site")
    changes = data.changes(Self.changeable)
  }

  package var data: JSONObject {
    var data = changes
    data["site"] = .string(site)
    return data
  }
}
