package import Model

/// A group of customers came into being.
package struct GroupCreated: EventType {
  /// The group.
  package var group: String
  /// What people call it.
  package var name: String?
  /// What its members pay less, in percent.
  package var discountPercent: Int64?
  /// The price list that counts for its members.
  package var priceList: String?
  /// Free keys and values of the shop.
  package var metadata: JSONObject?

  package init(
    group: String,
    name: String? = nil,
    discountPercent: Int64? = nil,
    priceList: String? = nil,
    metadata: JSONObject? = nil
  ) {
    self.group = group
    self.name = name
    self.discountPercent = discountPercent
    self.priceList = priceList
    self.metadata = metadata
  }

  package init(_ data: EventData) throws(EventProblem) {
    group = try data.text("group")
    name = try data.optionalText("name")
    discountPercent = try data.optionalInteger("discount_percent")
    priceList = try data.optionalText("price_list")
    metadata = try data.optionalObject("metadata")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("discount_percent", discountPercent.map(JSON.integer)),
      ("group", .string(group)),
      ("metadata", metadata.map(JSON.object)),
      ("name", name.map(JSON.string)),
      ("price_list", priceList.map(JSON.string)),
    ])
  }
}
