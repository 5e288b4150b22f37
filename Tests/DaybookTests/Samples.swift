import Events
import Model
import TestSupport

/// Addresses that are complete in their countries.
extension JSONObject {
  static let london: JSONObject = [
    "country_code": "GB", "locality": "London", "postal_code": "SW1A 1AA",
    "address_line1": "10 Downing Street", "given_name": "Ada", "family_name": "Lovelace",
  ]
  static let paris: JSONObject = [
    "country_code": "FR", "locality": "Paris", "postal_code": "75001",
    "address_line1": "1 rue de Rivoli", "given_name": "Ada", "family_name": "Lovelace",
  ]
  static let berlin: JSONObject = [
    "country_code": "DE", "locality": "Berlin", "postal_code": "10117",
    "address_line1": "Unter den Linden 1", "given_name": "Ada", "family_name": "Lovelace",
  ]

  /// The same with other members; a nil one is left out.
  func with(_ key: String, _ value: JSON?) -> JSONObject {
    var result = self
    result[key] = value
    return result
  }
}

/// A registered customer.
func account(
  _ customer: Int64 = 1,
  _ email: String = "ada@example.com",
  site: String = "default",
  contact: Int64? = nil,
  username: String? = nil,
  reference: String? = nil
) -> CustomerRegistered {
  CustomerRegistered(
    customer: customer,
    site: site,
    contact: contact ?? customer,
    email: email,
    username: username,
    reference: reference
  )
}

/// A customer without an account.
func guest(
  _ customer: Int64 = 1,
  _ email: String = "ada@example.com",
  site: String = "default",
  contact: Int64? = nil,
  reference: String? = nil
) -> GuestRecorded {
  GuestRecorded(
    customer: customer,
    site: site,
    contact: contact ?? customer,
    email: email,
    reference: reference
  )
}

/// An entry of an address book.
func entry(
  _ profile: Int64 = 1,
  of customer: Int64 = 1,
  _ address: JSONObject = .london,
  type: String = "customer",
  area: String? = nil,
  fields: JSONObject? = nil,
  reference: String? = nil
) -> ProfileAdded {
  ProfileAdded(
    customer: customer,
    profile: profile,
    profileType: type,
    reference: reference,
    address: address,
    area: area,
    fields: fields
  )
}

/// A kind of address-book entry.
func kind(
  _ code: String = "office",
  usages: [JSON] = ["billing", "shipping"],
  multiple: Bool = true,
  fields: [JSON] = []
) -> ProfileTypeDefined {
  ProfileTypeDefined(profileType: code, usages: usages, multiple: multiple, fields: fields)
}

/// An entry is the default of a usage.
func standard(_ profile: Int64, _ usage: String, of customer: Int64 = 1) -> DefaultProfileSet {
  DefaultProfileSet(customer: customer, profile: profile, usage: usage)
}

/// The first entry of an address book, the default of both usages.
func firstEntry(
  _ profile: Int64 = 1,
  of customer: Int64 = 1,
  _ address: JSONObject = .london,
  area: String? = nil
) -> [any EventType] {
  [
    entry(profile, of: customer, address, area: area), standard(profile, "billing", of: customer),
    standard(profile, "shipping", of: customer),
  ]
}

/// A copy of an address in an order, of an entry when `profile` is given, `isModified` when the order
/// has it otherwise; one that `isKept` waits to
/// enter the address book of an account.
func copy(
  _ address: JSONObject = .london,
  type: String = "customer",
  profile: Int64? = nil,
  revision: Int64? = nil,
  isModified: Bool = false,
  isKept: Bool = false
) -> JSONObject {
  let members: [(String, JSON?)] = [
    ("type", .string(type)), ("address", .object(address)),
    ("profile", profile.map(JSON.integer)),
    ("revision", profile == nil ? nil : .integer(revision ?? 1)),
    ("modified", isModified ? true : nil),
    ("save_to_address_book", isKept ? true : nil),
  ]
  return JSONObject(present: members)
}

/// A parcel of an order.
func parcel(_ number: Int64, _ copy: JSONObject, method: String? = nil) -> JSON {
  var shipment: JSONObject = ["shipment": .integer(number), "shipping": .object(copy)]
  shipment["method"] = method.map(JSON.string)
  return .object(shipment)
}

/// An order of one line that costs 10.00 EUR.
func order(
  _ order: Int64 = 1,
  of customer: Int64 = 1,
  number: String? = nil,
  site: String = "default",
  email: String? = "ada@example.com",
  reference: String? = nil,
  revisions: [String] = [],
  billing: JSONObject = copy(),
  shipments: [JSON] = []
) -> OrderPlaced {
  OrderPlaced(
    order: order,
    number: number ?? "\(order)",
    customer: customer,
    site: site,
    currency: "EUR",
    lines: [["sku": "tea", "quantity": 1, "unit_price": 1000]],
    total: 1000,
    reference: reference,
    revisions: revisions,
    email: email,
    billing: billing,
    shipments: shipments
  )
}

/// The fields of an `order.place` that leads to such an order, with some in the place of others.
func place(_ fields: JSONObject) -> JSONObject {
  var result: JSONObject = [
    "currency": "EUR", "lines": [["sku": "tea", "quantity": 1, "unit_price": 1000]],
    "billing": ["address": .object(.london)],
  ]
  for (key, value) in fields { result[key] = value }
  return result
}

/// What comes of undoing an event of a shop.
func undo(_ position: Int64, _ shop: Given) -> Verdict {
  shop.when("undo", ["position": .integer(position)], reason: "mistake")
}

/// Two packets of tea.
let tea: JSON = ["sku": "tea", "quantity": 2, "unit_price": 450]

/// A cart with tea in it, customer 1's unless told otherwise.
func filled(
  _ cart: Int64 = 1,
  of customer: Int64? = 1,
  contact: Int64? = nil,
  lines: [JSON] = [tea],
  reference: String? = nil,
  email: String? = nil
) -> CartUpdated {
  CartUpdated(
    cart: cart,
    site: "default",
    customer: customer,
    contact: contact ?? customer,
    currency: "EUR",
    lines: lines,
    reference: reference,
    email: email
  )
}
