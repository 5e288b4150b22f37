import Model

// The correction of an order's addresses.
extension PlainShop {
  mutating func changeProfile(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    no.note("field_missing", if: c["profile"].isNull && c["address"].isNull)
    no.note("field_invalid", if: !c["profile"].isNull && !c["address"].isNull)
    let usage = c["usage"].string ?? ""
    no.note("field_invalid", if: usage == "billing" && !c["shipment"].isNull)
    guard let number = no.noting({ try openOrder(c) }) else { throw no }
    let order = orders[number]
    guard let place = no.noting({ try place(usage, c["shipment"], order) }) else { throw no }
    var copy = order.now[place]
    let before = copy
    let at = choosing(for: order, c)

    if c["profile"].isNull {
      let new: JSON = ["address": c["address"]]
      let content = no.noting { try changed(before.content, new, order.site, c.channel) }
      copy.content = content ?? before.content
    } else if let entry = no.noting({ try chosen(c["profile"], of: order.owner) }) {
      let profile = profiles[entry]
      no.note("profile_disabled", if: !profile.isEnabled)
      copy = PlainCopy(content: profile.content, profile: entry, revision: profile.revision)
      if copy == before {
        // What is so already may be so, whatever countries the site serves by now.
        _ = no.noting { try checkUsage(profile.content, usage) }
      } else {
        _ = no.noting { try check(profile.content, usage, at) }
      }
    }
    if copy.content != before.content {
      _ = no.noting { try checkCountry(copy.content, usage, at) }
    }
    try no.stop()
    if c.flag("update_address_book"), copy.content != before.content, c["profile"].isNull {
      follow(&copy, before, order.owner)
    }
    orders[number].now[place] = copy
    freeze(copy)
  }

  /// Which copy of an order is meant.
  private func place(_ usage: String, _ shipment: JSON, _ order: PlainOrder) throws -> Int {
    if usage == "billing" { return 0 }
    let count = order.now.shipments.count
    guard let number = shipment.integer else {
      if count == 1 { return 1 }
      throw count == 0 ? PlainRefusal("field_missing", "not_found") : PlainRefusal("field_missing")
    }
    guard number >= 1, number <= count else { throw PlainRefusal("not_found") }
    return Int(number)
  }

  /// Lets the owner's book follow the correction of a copy.
  mutating func follow(_ copy: inout PlainCopy, _ before: PlainCopy, _ owner: Int64) {
    guard customers[owner].hasAccount, !customers[owner].isRemoved else { return }
    if let source = before.profile {
      let isInSync = profiles[source].content == before.content
      guard book(of: owner).contains(source), isInSync else { return }
      edit(source, copy.content)
    } else {
      copy.profile = save(copy.content, for: owner)
    }
    copy.revision = copy.profile.map { profiles[$0].revision }
    copy.isWished = false
  }
}
