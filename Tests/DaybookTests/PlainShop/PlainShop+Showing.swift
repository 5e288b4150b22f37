import Addresses
import Model

// The present as contract of the queries has it; nil for what is not found.
extension PlainShop {
  /// The answer to `customer.show`, without what only the log knows.
  func shown(customer name: Int64, at time: Instant) -> JSON? {
    guard customers.has(name) else { return nil }
    let number = led(name)
    let customer = customers[number]
    let defaults = customer.isRemoved ? [:] : customer.defaults
    return [
      "customer": .integer(number), "site": .string(customer.site), "email": customer.email,
      "has_account": .boolean(customer.hasAccount), "enabled": .boolean(customer.isEnabled),
      "removed": .boolean(customer.isRemoved), "erased": false, "username": customer.username,
      "first_name": customer.firstName, "last_name": customer.lastName, "phone": customer.phone,
      "company": shown(company: customer.company), "metadata": .object(customer.metadata),
      "reference": customer.reference, "groups": .array(groups(of: number).map(JSON.string)),
      "roles": shown(customer.roles, "role", at: time),
      "memberships": shown(customer.memberships, "membership", at: time),
      "credit": shownBalances(of: number),
      "contact": .integer(customer.contact),
      "orders": .integer(Int64(orders.numbers { $0.owner == number }.count)),
      "default_billing_profile": JSON(defaults["billing"]),
      "default_shipping_profile": JSON(defaults["shipping"]),
      "created_at": .string(customer.createdAt.text),
    ]
  }

  func shown(company: JSONObject) -> JSON {
    if company.isEmpty { return .null }
    return [
      "name": company["name"] ?? .null, "organization_id": company["organization_id"] ?? .null,
      "tax_id": company["tax_id"] ?? .null,
    ]
  }

  /// The rows of `profile.list`.
  func shownBook(of name: Int64, all: Bool) -> [JSON]? {
    guard customers.has(name) else { return nil }
    let number = led(name)
    if customers[number].isRemoved { return [] }
    let defaults = customers[number].defaults
    let entries = book(of: number).filter { all || profiles[$0].isEnabled }
    let rank = { (entry: Int64) -> Int64 in
      entry == defaults["billing"] ? 0 : entry == defaults["shipping"] ? 1 : 2
    }
    return entries.sorted { (rank($0), -$0) < (rank($1), -$1) }.compactMap(shown(profile:))
  }

  func shown(profile number: Int64) -> JSON? {
    guard profiles.has(number) else { return nil }
    let entry = profiles[number]
    let customer = customers[entry.customer]
    guard !entry.isRemoved, customer.isPresent else { return nil }
    let address = entry.content.address
    let lines = { (style: AddressStyle) -> JSON in
      .array(AddressFormat.lines(address, style: style).map(JSON.string))
    }
    return [
      "profile": .integer(number), "customer": .integer(entry.customer),
      "type": .string(entry.content.type), "revision": .integer(entry.revision),
      "address": .object(address), "phone": entry.content.phone,
      "fields": .object(entry.content.fields), "label": address["address_line1"] ?? .null,
      "default_billing": .boolean(customer.defaults["billing"] == number),
      "default_shipping": .boolean(customer.defaults["shipping"] == number),
      "enabled": .boolean(entry.isEnabled), "reference": entry.reference,
      "formatted": lines(.display), "postal_label": lines(.label()),
    ]
  }

  func shown(order number: Int64) -> JSON? {
    guard orders.has(number) else { return nil }
    let order = orders[number]
    let status =
      order.isCancelled
      ? "cancelled" : order.isCompleted ? "completed" : order.paidAt == nil ? "placed" : "paid"
    var shown = order.facts
    shown["order"] = .integer(number)
    shown["number"] = order.number
    shown["site"] = .string(order.site)
    shown["customer"] = .integer(order.owner)
    shown["reference"] = order.reference
    shown["status"] = .string(status)
    shown["paid_at"] = JSON(order.paidAt?.text)
    for (key, value) in parts(order.now) { shown[key] = value }
    shown["original"] = .object(parts(order.original))
    return .object(shown)
  }

  private func parts(_ parts: PlainOrder.Parts) -> JSONObject {
    let shipments = parts.shipments.enumerated().map { place, shipment -> JSON in
      [
        "shipment": .integer(Int64(place + 1)), "method": shipment.method,
        "shipping": shown(copy: shipment.shipping),
      ]
    }
    return [
      "email": parts.email, "billing": shown(copy: parts.billing), "shipments": .array(shipments),
    ]
  }

  func shown(copy: PlainCopy) -> JSON {
    let isInSync = copy.profile.map { profile in
      !profiles[profile].isRemoved && profiles[profile].content == copy.content
    }
    return [
      "profile": JSON(copy.profile), "revision": JSON(copy.revision),
      "type": .string(copy.content.type), "address": .object(copy.content.address),
      "phone": copy.content.phone, "fields": .object(copy.content.fields),
      "in_sync": .boolean(isInSync ?? false),
    ]
  }

  func shown(claim number: Int64, at now: Instant) -> JSON? {
    guard claims.has(number) else { return nil }
    let claim = claims[number]
    let isExpired = claim.status == "pending" && now >= claim.expiresAt
    return [
      "claim": .integer(number), "customer": .integer(claim.customer), "email": claim.email,
      "orders": .array(claim.orders.map(JSON.integer)),
      "status": .string(isExpired ? "expired" : claim.status),
      "requested_at": .string(claim.requestedAt.text),
      "expires_at": .string(claim.expiresAt.text), "closed_at": JSON(claim.closedAt?.text),
    ]
  }

  func shown(site code: String) -> JSON? {
    let isNamed =
      !customers.numbers { $0.site == code }.isEmpty || !orders.numbers { $0.site == code }.isEmpty
    guard isNamed || sites[code] != nil else { return nil }
    let site = site(code)
    let countries = { (codes: [String]) -> JSON in
      codes.isEmpty ? .null : .array(codes.map(JSON.string))
    }
    return [
      "site": .string(code), "name": site.name, "guest_checkout": .boolean(site.guestCheckout),
      "auto_register": .boolean(site.autoRegister),
      "attach_by_email": .boolean(site.attachByEmail),
      "guest_with_account_email": .string(site.guestWithAccountEmail),
      "billing_countries": countries(site.billingCountries),
      "shipping_countries": countries(site.shippingCountries),
      "address_fields": .object(site.addressFields),
    ]
  }

  /// The rows of `profile_type.list`, by code.
  func shownTypes() -> [JSON] {
    var all = types.filter { !$0.value.isRemoved }
    all["customer"] = PlainType()
    return all.sorted { $0.key < $1.key }.map { code, type in
      let fields = type.fields.map { field -> JSON in
        var shown: JSONObject = [
          "name": .string(field.name), "kind": .string(field.kind),
          "required": .boolean(field.isRequired), "private": .boolean(field.isPrivate),
        ]
        if !field.label.isNull { shown["label"] = field.label }
        return .object(shown)
      }
      return [
        "profile_type": .string(code), "label": type.label,
        "usages": .array(type.usages.map(JSON.string)), "multiple": .boolean(type.multiple),
        "fields": .array(fields),
      ]
    }
  }
}
