import Model

extension PlainShop {
  /// An order that may be changed: it is not cancelled, and its owner is there or need not be.
  private func openOrder(_ c: PlainCommand) throws -> Int64 {
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

  mutating func changeProfile(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    no.note("field_missing", if: c["profile"].isNull && c["address"].isNull)
    no.note("field_invalid", if: !c["profile"].isNull && !c["address"].isNull)
    let usage = c["usage"].string ?? ""
    no.note("field_invalid", if: usage == "billing" && !c["shipment"].isNull)
    guard let number = no.noting({ try openOrder(c) }) else { throw no }
    var order = orders[number]
    guard let place = no.noting({ try place(usage, c["shipment"], order) }) else { throw no }
    var copy = place < 0 ? order.now.billing : order.now.shipments[place].shipping
    let before = copy
    let at = choosing(for: order, c)

    if !c["profile"].isNull {
      if let entry = no.noting({ try chosen(c["profile"], of: order.owner) }) {
        let profile = profiles[entry]
        no.note("profile_disabled", if: !profile.isEnabled)
        _ = no.noting { try check(profile.content, usage, at) }
        copy.content = profile.content
        copy.profile = entry
        copy.revision = profile.revision
        copy.waits = false
      }
    } else {
      let new: JSON = ["address": c["address"]]
      copy.content = no.noting { try changed(before.content, new, order.site, c.channel) }
        ?? before.content
    }
    if copy.content != before.content {
      _ = no.noting { try checkCountry(copy.content, usage, at) }
    }
    try no.stop()
    if c.flag("update_address_book"), copy.content != before.content, c["profile"].isNull {
      follow(&copy, before, order.owner)
    }
    if place < 0 {
      order.now.billing = copy
    } else {
      order.now.shipments[place].shipping = copy
    }
    orders[number] = order
    freeze(copy)
  }

  /// Which copy of an order is meant: the place of a shipment, or -1 for billing.
  private func place(_ usage: String, _ shipment: JSON, _ order: PlainOrder) throws -> Int {
    if usage == "billing" { return -1 }
    let count = order.now.shipments.count
    guard let number = shipment.integer else {
      if count == 1 { return 0 }
      throw count == 0 ? PlainRefusal("field_missing", "not_found") : PlainRefusal("field_missing")
    }
    guard number >= 1, number <= count else { throw PlainRefusal("not_found") }
    return Int(number) - 1
  }

  /// Lets the owner's book follow the correction of an order.
  private mutating func follow(_ copy: inout PlainCopy, _ before: PlainCopy, _ owner: Int64) {
    guard customers[owner].hasAccount, !customers[owner].isRemoved else { return }
    if let source = before.profile {
      let isInSync = profiles[source].content == before.content
      guard book(of: owner).contains(source), isInSync else { return }
      edit(source, copy.content)
    } else {
      copy.profile = save(copy.content, for: owner)
    }
    copy.revision = copy.profile.map { profiles[$0].revision }
  }

  mutating func addShipment(_ c: PlainCommand) throws {
    let number = try openOrder(c)
    let order = orders[number]
    let at = choosing(for: order, c)
    let wish: JSON = c["shipping"].isNull ? ["same_as": "billing"] : c["shipping"]
    let copy = try choose(wish, "shipping", at)
    orders[number].now.shipments.append(PlainShipment(method: c["method"], shipping: copy))
  }

  private func choosing(for order: PlainOrder, _ c: PlainCommand) -> PlainChoosing {
    PlainChoosing(
      owner: order.owner,
      site: order.site,
      channel: c.channel,
      waits: !order.hadAccount,
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

  /// Brings addresses that waited for an account into its book.
  mutating func saveWaiting(of number: Int64) {
    let order = orders[number]
    guard customers[order.owner].hasAccount, !order.hadAccount else { return }
    orders[number].hadAccount = true
    for copy in [order.now.billing] + order.now.shipments.map(\.shipping) where copy.waits {
      save(copy.content, for: order.owner)
    }
  }
}
