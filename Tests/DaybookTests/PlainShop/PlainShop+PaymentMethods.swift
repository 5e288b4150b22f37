import Model

extension PlainShop {
  /// A payment method that is kept, of a customer who is there.
  private func method(_ name: JSON) throws -> Int64 {
    let number = try methodNamed(name)
    if customers[methods[number].customer].isRemoved { throw PlainRefusal("customer_removed") }
    if methods[number].isRemoved { throw PlainRefusal("not_found") }
    return number
  }

  private func methodNamed(_ name: JSON) throws -> Int64 {
    let found = name.integer ?? name.string.flatMap { Int64($0) }
    guard let found, methods.has(found) else { throw PlainRefusal("not_found") }
    return found
  }

  mutating func addMethod(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    no.note("field_invalid", if: Self.isCardNumber(c["label"]))
    guard let customer = no.noting({ try account(c["customer"], c.site) }) else {
      no.note("address_invalid", if: !c["billing"].isNull)
      throw no
    }
    let billing = c["billing"].isNull ? nil : no.noting { try self.billing(c, customer) }
    try no.stop()
    var method = PlainMethod(customer: customer, gateway: c["gateway"])
    method.label = c["label"]
    method.expiresOn = c["expires_on"]
    method.isReusable = c["reusable"].boolean ?? true
    method.billing = billing
    _ = methods.add(method)
  }

  mutating func editMethod(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    no.note("field_invalid", if: Self.isCardNumber(c["label"]))
    guard let number = no.noting({ try self.method(c["payment_method"]) }) else { throw no }
    var method = methods[number]
    let billing =
      c["billing"].isNull
      ? nil : no.noting { try self.billing(c, method.customer, before: method.billing) }
    try no.stop()
    if !c["gateway"].isNull { method.gateway = c["gateway"] }
    if c.has("label") { method.label = c["label"] }
    if c.has("expires_on") { method.expiresOn = c["expires_on"] }
    if let flag = c["reusable"].boolean { method.isReusable = flag }
    if let billing { method.billing = billing }
    methods[number] = method
  }

  mutating func removeMethod(_ c: PlainCommand) throws {
    if methods[try methodNamed(c["payment_method"])].isRemoved { return }
    methods[try self.method(c["payment_method"])].isRemoved = true
  }

  /// Of the labels that the generator knows, the one that must not be kept.
  private static func isCardNumber(_ label: JSON) -> Bool { label == "4111 1111 1111 1111" }

  private mutating func billing(
    _ c: PlainCommand,
    _ customer: Int64,
    before: PlainCopy? = nil
  ) throws -> PlainCopy {
    let json = c["billing"]
    guard json["same_as"].isNull, json["payment_method"].isNull else {
      throw PlainRefusal("field_invalid")
    }
    let at = PlainChoosing(
      owner: customer,
      site: customers[customer].site,
      channel: c.channel,
      profiles: profiles.numbers.count
    )
    // Only orders make a revision unchangeable, and only of them it is asked where they go.
    let kept = (copied, sites)
    for site in sites.keys { sites[site]?.billingCountries = [] }
    defer { (copied, sites) = kept }
    if let before, json["profile"].isNull, json["type"].isNull {
      var copy = before
      copy.content = try changed(before.content, json, at.site, at.channel)
      let isCustomer = customers[customer].hasAccount && at.channel == .checkout
      let isSaved = json["save_to_address_book"].boolean ?? isCustomer
      if isSaved, copy.content != before.content { follow(&copy, before, customer) }
      return copy
    }
    return try choose(json, "billing", at)
  }

  /// The copy that an order keeps of the address of a payment method.
  mutating func copyOfMethod(
    _ json: JSON,
    _ usage: String,
    _ at: PlainChoosing
  ) throws -> PlainCopy {
    let method = methods[try methodNamed(json["payment_method"])]
    if method.isRemoved || method.customer != at.owner { throw PlainRefusal("not_found") }
    guard var copy = method.billing else { throw PlainRefusal("field_invalid") }
    try check(copy.content, usage, at)
    if let profile = copy.profile, let revision = copy.revision,
      revisions[[profile, revision]] != copy.content
    {
      copy.profile = nil
      copy.revision = nil
    }
    freeze(copy)
    return copy
  }

  private func shown(billing copy: PlainCopy) -> JSON {
    var shown = shown(copy: copy).object ?? [:]
    shown["in_sync"] = nil
    return .object(shown)
  }

  /// The rows of `payment_method.list`, in any order.
  func shownMethods(of name: Int64) -> [JSON]? {
    guard customers.has(name) else { return nil }
    let number = led(name)
    // What a removed customer had is out of view.
    guard !customers[number].isRemoved else { return [] }
    return methods.numbers { $0.customer == number && !$0.isRemoved }.map { number in
      let method = methods[number]
      return [
        "payment_method": .integer(number), "customer": .integer(method.customer),
        "gateway": method.gateway, "label": method.label,
        "expires_on": method.expiresOn, "reusable": .boolean(method.isReusable),
        "billing": method.billing.map(shown(billing:)) ?? .null,
      ]
    }
  }
}
