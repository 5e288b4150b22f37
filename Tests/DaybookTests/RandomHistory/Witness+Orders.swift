import Model

// Orders, and which revisions of profiles they copy.
extension Witness {
  mutating func takeOrder(_ data: JSON) {
    created("order", data)
    remember(reference: data, "order")
    let owner = data["customer"].integer ?? 0
    expect(people[owner] != nil, "nobody is customer \(owner), who ordered")
    let name = [data["site"], data["number"]]
    expect(orderNumbers.insert(name).inserted, "two orders are called \(name)")
    let shipments = data["shipments"].array ?? []
    orders[data["order"].integer ?? 0] = Order(owner: owner, parcels: shipments.count)
    let copies = [data["billing"]] + shipments.map { $0["shipping"] }
    takeCopies(copies, of: owner, data, isPlacement: true)
  }

  private mutating func takeCopies(
    _ copies: [JSON],
    of owner: Int64,
    _ data: JSON,
    isPlacement: Bool = false
  ) {
    for copy in copies {
      guard let profile = copy["profile"].integer, let revision = copy["revision"].integer else {
        continue
      }
      let source = "\(profile).\(revision)"
      // Later copies may be those of a former owner's entry.
      let isForeign = isPlacement && books[owner]?.contains(profile) != true
      expect(!isForeign, "an order copied a foreign profile")
      expect(contents[source] != nil, "an order copied a revision that never was, \(source)")
      expect(
        data["revisions"].array?.contains(.string(source)) == true,
        "an order does not say that it copied \(source)"
      )
    }
    for source in data["revisions"].array ?? [] { frozen.insert(source.string ?? "") }
  }

  mutating func takeOrderChange(_ data: JSON, _ type: String) {
    let number = data["order"].integer ?? 0
    guard var order = orders[number] else { return expect(false, "there is no order \(number)") }
    if type == "OrderCancelled" {
      let mayBe = !order.isCancelled && !order.isCompleted
      expect(mayBe, "order \(number) cannot be cancelled")
    } else {
      expect(!order.isCancelled, "order \(number) is cancelled and changed")
    }
    expect(order.owner == data["customer"].integer, "not the owner of order \(number)")
    switch type {
    case "OrderCancelled": order.isCancelled = true
    case "OrderPaid":
      expect(!order.isPaid, "order \(number) is paid twice")
      order.isPaid = true
    case "OrderCompleted":
      expect(!order.isCompleted, "order \(number) is completed twice")
      order.isCompleted = true
    case "OrderProfileChanged": takeCopies([data["copy"]], of: order.owner, data)
    case "ShipmentAdded":
      order.parcels += 1
      expect(data["shipment"].integer == Int64(order.parcels), "a parcel has the wrong number")
      takeCopies([data["shipping"]], of: order.owner, data)
    case "OrderEmailChanged": break
    default: expect(false, "nobody knows what \(type) is")
    }
    orders[number] = order
  }

  /// An order gets another owner.
  mutating func move(order data: JSON, to owner: Int64) {
    let order = data["order"].integer ?? 0
    expect(orders[order]?.isCancelled == false, "order \(order) is cancelled and moved")
    expect(orders[order]?.owner == data["from"].integer, "order \(order) moved from another owner")
    expect(people[owner] != nil, "nobody is customer \(owner), who gets an order")
    orders[order]?.owner = owner
  }
}
