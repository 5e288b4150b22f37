import Model

extension QueryContext {
  /// The document of one order; nil when there is none.
  ///
  /// What the buyer said of themselves at that time comes from the customer's own events, so that it goes
  /// when the person is erased, also where the order stays. `buyer_erased` then says so, and `erased` that
  /// the addresses are gone as well.
  func orderDocument(_ order: Int64) throws -> String? {
    guard let placed = try document("orders/buyer", ["order": .integer(order)]) else { return nil }
    let place = try JSON(parsing: placed)
    var buyer: JSONObject?
    var marks = place["erased"].boolean == true ? ",\"erased\":true" : ""
    if let customer = place["customer"].integer, let position = place["position"].integer {
      let events = try history(CustomerState.types, "customer:\(customer)", position)
      buyer = try CustomerState(customer, from: events)?.buyer
      if events.first?.isErased == true { marks += ",\"buyer_erased\":true" }
    }
    let text = try document(
      "orders/show",
      ["order": .integer(order), "buyer": .object(buyer ?? [:])]
    )
    return text.map { marks.isEmpty ? $0 : "\($0.dropLast())\(marks)}" }
  }
}
