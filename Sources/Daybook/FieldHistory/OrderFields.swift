import Events
import Model

/// The fields of one order.
struct OrderFields: FieldFold {
  static let plainFields = [
    "number", "site", "customer", "email", "status", "currency", "total", "groups", "cart",
    "reference", "placed_at", "paid_at", "buyer.first_name", "buyer.last_name", "buyer.phone",
    "buyer.company.name", "buyer.company.organization_id", "buyer.company.tax_id",
  ]
  static let order = [
    "number", "site", "customer", "email", "status", "currency", "total", "lines", "adjustments",
    "billing", "shipments", "groups", "cart", "reference", "metadata", "placed_at", "paid_at",
    "buyer",
  ]

  /// The events with the order's tag that can change a field.
  static let types = OrderState.types

  private(set) var history = FieldHistory()
  /// What the buyer had said of themselves when the order was placed: the customer's own fields then.
  private let buyer: FieldHistory
  /// The paths of the copies that there are.
  private var copies: Set<String> = []

  init(buyer: FieldHistory) {
    self.buyer = buyer
  }

  mutating func take(_ event: HistoricEvent) {
    let position = event.position
    if event.type == OrderPlaced.name { return begin(event) }
    guard !history.fields.isEmpty else { return }
    switch event.type {
    case OrderCancelled.name: history.set("status", "cancelled", at: position)
    case OrderCompleted.name: history.set("status", "completed", at: position)
    case OrderPaid.name:
      if history.json("status") == "placed" { history.set("status", "paid", at: position) }
      history.set("paid_at", .string(event.occurredAt), at: position)
    case OrderEmailChanged.name:
      if event.isErased {
        history.erase("email", at: position)
      } else {
        history.set("email", event["email"], at: position)
      }
    case OrderClaimed.name, OrderAssigned.name:
      history.set("customer", event["to"], at: position)
      if let email = event.data["email"] { history.set("email", email, at: position) }
    case CustomersMerged.name: history.set("customer", event["into"], at: position)
    case MergeUndone.name: history.set("customer", event["from"], at: position)
    case OrderProfileChanged.name:
      let path = Self.copyPath(event["shipment"].integer)
      if copies.contains(path), let copy = event["copy"].object { setCopy(path, copy, position) }
    case ShipmentAdded.name: addShipment(event.data, event)
    default: break
    }
  }

  /// The path of a copy: `billing`, `shipments.2.shipping`.
  static func copyPath(_ shipment: Int64?) -> String {
    shipment.map { "shipments.\($0).shipping" } ?? "billing"
  }

  private mutating func begin(_ event: HistoricEvent) {
    let position = event.position
    for field in ["number", "site", "customer", "currency", "total", "cart", "reference"] {
      history.set(field, event[field], at: position)
    }
    history.set("status", "placed", at: position)
    history.set("placed_at", .string(event.occurredAt), at: position)
    if let groups = event["groups"].array {
      history.set("groups", .unlessEmpty(groups), at: position)
    }
    setLines(event)
    for field in buyer.fields {
      let first = field.path.split(separator: ".").first ?? ""
      if ["first_name", "last_name", "phone", "company"].contains(first) {
        history.set("buyer.\(field.path)", like: field, at: position)
      }
    }
    if event.isErased {
      for field in ["email", "billing", "shipments", "metadata"] {
        history.erase(field, at: position)
      }
      return
    }
    history.set("email", event["email"], at: position)
    if let billing = event["billing"].object { setCopy(Self.copyPath(nil), billing, position) }
    for shipment in event["shipments"].array ?? [] { addShipment(shipment.object ?? [:], event) }
    history.replace("metadata", with: event["metadata"].object?.fieldValues ?? [], at: position)
  }

  private mutating func setLines(_ event: HistoricEvent) {
    for list in ["lines", "adjustments"] {
      for (index, element) in (event[list].array ?? []).enumerated() {
        for (key, value) in element.object ?? [:] {
          let path = "\(list).\(index + 1).\(key)"
          if let grants = value.object {
            history.replace(path, with: grants.fieldValues, at: event.position)
          } else {
            history.set(path, value, at: event.position)
          }
        }
      }
    }
  }

  private mutating func addShipment(_ shipment: JSONObject, _ event: HistoricEvent) {
    guard let number = shipment["shipment"]?.integer else { return }
    guard let copy = shipment["shipping"]?.object else {
      if event.isErased { history.erase("shipments.\(number)", at: event.position) }
      return
    }
    history.set("shipments.\(number).method", shipment["method"], at: event.position)
    setCopy(Self.copyPath(number), copy, event.position)
  }

  private mutating func setCopy(_ path: String, _ copy: JSONObject, _ position: Int64) {
    copies.insert(path)
    var members: [(key: String, value: JSON)] = []
    for key in ["profile", "revision", "type", "phone"] {
      if let value = copy[key] { members.append((key, value)) }
    }
    for part in ["address", "fields"] {
      for (key, value) in copy[part]?.object ?? [:] { members.append(("\(part).\(key)", value)) }
    }
    history.replace(path, with: members, at: position)
  }
}

extension OrderFields {
  /// Where an order takes the value of a field from.
  enum Origin {
    /// The field of an address-book entry, by way of the copy at a path.
    case copy(String, field: String)
    /// The field of the customer.
    case customer(field: String)
  }

  /// Where the value of a field may come from; nil when it is the order's own.
  static func origin(of path: String) -> Origin? {
    if path == "email" { return .customer(field: path) }
    if let field = path.after("buyer.") { return .customer(field: field) }
    let parts = path.split(separator: ".", omittingEmptySubsequences: false)
    let count = parts.first == "shipments" ? 3 : 1
    guard parts.count > count, parts[count - 1] == (count == 1 ? "billing" : "shipping"),
      ["address", "phone", "fields", "type"].contains(parts[count])
    else { return nil }
    return .copy(
      parts[..<count].joined(separator: "."),
      field: parts[count...].joined(separator: ".")
    )
  }
}
