import Model

/// Events that change what happened before: corrections of orders, merges, removals.
extension FakeLog {
  /// Another copy in an order: of billing when no shipment is named.
  func changeCopy(_ order: Int64, shipment: Int64? = nil, _ copy: JSON) throws {
    var open: JSONObject = [
      "order": .integer(order), "customer": 1,
      "usage": shipment == nil ? "billing" : "shipping",
    ]
    open["shipment"] = shipment.map(JSON.integer)
    try append(
      "OrderProfileChanged",
      tags: ["order:\(order)", "customer:1"],
      open,
      personal: ["copy": copy]
    )
  }

  func addShipment(_ shipment: Int64, to order: Int64, _ copy: JSON) throws {
    try append(
      "ShipmentAdded",
      tags: ["order:\(order)", "customer:1"],
      [
        "order": .integer(order), "customer": 1, "shipment": .integer(shipment), "method": "post",
      ],
      personal: ["shipping": copy]
    )
  }

  /// OrderPaid, OrderCompleted.
  func note(_ type: String, _ order: Int64) throws {
    try append(
      type,
      tags: ["order:\(order)", "customer:1"],
      ["order": .integer(order), "customer": 1]
    )
  }

  func assign(_ order: Int64, from: Int64, to: Int64, email: String? = nil) throws {
    try append(
      "OrderAssigned",
      tags: ["order:\(order)", "customer:\(from)", "customer:\(to)"],
      ["order": .integer(order), "from": .integer(from), "to": .integer(to), "site": "default"],
      personal: email.map { ["email": .string($0)] } ?? [:]
    )
  }

  func merge(
    _ from: Int64,
    into: Int64,
    orders: [Int64] = [],
    profiles: [Int64] = []
  ) throws {
    try moveAll("CustomersMerged", from, into, orders, profiles)
  }

  func unmerge(
    _ from: Int64,
    into: Int64,
    orders: [Int64] = [],
    profiles: [Int64] = []
  ) throws {
    try moveAll("MergeUndone", from, into, orders, profiles)
  }

  private func moveAll(
    _ type: String,
    _ from: Int64,
    _ into: Int64,
    _ orders: [Int64],
    _ profiles: [Int64]
  ) throws {
    var open: JSONObject = ["from": .integer(from), "into": .integer(into)]
    if !orders.isEmpty { open["orders"] = .array(orders.map(JSON.integer)) }
    if !profiles.isEmpty { open["profiles"] = .array(profiles.map(JSON.integer)) }
    try append(
      type,
      tags: ["customer:\(from)", "customer:\(into)"] + orders.map { "order:\($0)" }
        + profiles.map { "profile:\($0)" },
      open
    )
  }

  /// CustomerDisabled, CustomerRemoved and their like.
  func note(_ type: String, customer: Int64) throws {
    try append(type, tags: ["customer:\(customer)"], ["customer": .integer(customer)])
  }

  /// ProfileDisabled, ProfileEnabled.
  func note(_ type: String, profile: Int64, of customer: Int64) throws {
    try append(
      type,
      tags: ["customer:\(customer)", "profile:\(profile)"],
      ["customer": .integer(customer), "profile": .integer(profile)]
    )
  }
}
