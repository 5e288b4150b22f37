import Model

extension PlainShop {
  /// An order that may be changed: it is not cancelled, and its owner is there or need not be.
  func openOrder(_ c: PlainCommand) throws -> Int64 {
    let number = try order(c["order"], c.site)
    var no = PlainRefusal()
    _ = no.noting { try checkOwnerIsThere(of: number, c) }
    no.note("order_cancelled", if: orders[number].isCancelled)
    try no.stop()
    return number
  }

  /// A removed customer's orders are still changed by the shop, not by customers.
  func checkOwnerIsThere(of order: Int64, _ c: PlainCommand) throws {
    let isCustomers = c.channel == .checkout || c.channel == .account
    if isCustomers, customers[orders[order].owner].isRemoved {
      throw PlainRefusal("customer_removed")
    }
  }

  mutating func addShipment(_ c: PlainCommand) throws {
    let number = try openOrder(c)
    let order = orders[number]
    let at = choosing(for: order, c)
    let wish: JSON = c["shipping"].isNull ? ["same_as": "billing"] : c["shipping"]
    let copy = try choose(wish, "shipping", at)
    orders[number].now.shipments.append(PlainShipment(method: c["method"], shipping: copy))
  }

  /// Where an address is chosen for an order that was placed before.
  func choosing(for order: PlainOrder, _ c: PlainCommand) -> PlainChoosing {
    PlainChoosing(
      owner: order.owner,
      site: order.site,
      channel: c.channel,
      profiles: profiles.numbers.count,
      billing: order.now.billing,
      shipping: order.now.shipments.first?.shipping
    )
  }

  mutating func changeOrderEmail(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    let email = no.noting { try c.email("email") } ?? .null
    let number = no.noting { try openOrder(c) }
    guard let number, no.codes.isEmpty else { throw no }
    orders[number].now.email = email
  }

  mutating func markPaid(_ c: PlainCommand) throws {
    let number = try openOrder(c)
    guard orders[number].paidAt == nil else { return }
    orders[number].paidAt = c.occurredAt
    grantSold(by: number, at: c.occurredAt)
  }

  mutating func complete(_ c: PlainCommand) throws {
    orders[try openOrder(c)].isCompleted = true
  }

  mutating func cancelOrder(_ c: PlainCommand) throws {
    let number = try order(c["order"], c.site)
    var no = PlainRefusal()
    _ = no.noting { try checkOwnerIsThere(of: number, c) }
    no.note("order_completed", if: orders[number].isCompleted)
    // Doing again what is so already may be said before who does it is looked at.
    no.note("unchanged", if: orders[number].isCancelled && !no.codes.isEmpty)
    try no.stop()
    orders[number].isCancelled = true
  }

  mutating func assign(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    no.note("field_missing", if: c["customer"].isNull && c["guest_email"].isNull)
    no.note("field_invalid", if: !c["customer"].isNull && !c["guest_email"].isNull)
    let email = no.noting { try c.email("guest_email") } ?? .null
    let found = no.noting { try openOrder(c) }
    let named = c["customer"].isNull ? nil : no.noting { try customer(c["customer"], c.site) }
    guard let number = found else { throw no }
    let site = orders[number].site
    if !email.isNull {
      no.note("guest_email_has_account", if: holder(email, site, hasAccount: true) != nil)
    }
    try no.stop()
    let owner =
      named ?? holder(email, site, hasAccount: false)
      ?? addCustomer(email: email, site: site, hasAccount: false, at: c.occurredAt)
    guard owner != orders[number].owner else { return }
    give(number, to: owner)
    orders[number].now.email = customers[owner].email
    saveWaiting(of: number)
  }

  /// Gives an order another owner.
  mutating func give(_ order: Int64, to owner: Int64) {
    orders[order].owner = owner
    orders[order].moves += 1
    customers[owner].hasOrdered = true
  }

  /// Brings addresses that waited for an account into its book, and says which copies they were.
  ///
  /// The entries of a kind of which there may be but one stay as they are where they are `kept`.
  @discardableResult
  mutating func saveWaiting(of number: Int64, keeping kept: [Int64] = []) -> [Int] {
    let order = orders[number]
    guard customers[order.owner].hasAccount else { return [] }
    let places = order.now.places.filter { order.now[$0].waits }
    for place in places {
      let content = order.now[place].content
      if onlyEntry(content.type, of: order.owner).map(kept.contains) != true {
        save(content, for: order.owner)
      }
      orders[number].now[place].waits = false
    }
    return places
  }
}
