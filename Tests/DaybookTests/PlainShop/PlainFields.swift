import Model

/// Which fields the commands have, and what is wrong with those that are given.
enum PlainFields {
  private static let kinds: [String: String] = [
    "customer.register": """
    email:email site:text username:text first_name:text last_name:text phone:text company:object
    metadata:object reference:text profiles:list from_order:entity
    """,
    "customer.record_guest": """
    email:email* first_name:text last_name:text phone:text reference:text
    """,
    "customer.edit": """
    customer:customer* first_name:text last_name:text phone:text username:text company:object
    """,
    "customer.change_email": "customer:customer* email:email*",
    "customer.set_metadata": "customer:customer* metadata:object*",
    "customer.disable": "customer:customer*",
    "customer.enable": "customer:customer*",
    "customer.remove": "customer:customer*",
    "customer.restore": "customer:customer*",
    "customer.merge": "from:customer* into:customer*",
    "customer.unmerge": "from:customer*",
    "customer.link_contact": "customer:customer* contact:entity*",
    "profile_type.define": "code:text* label:text usages:list multiple:flag fields:list",
    "profile_type.remove": "code:text*",
    "profile.add": """
    customer:customer* type:text address:object* phone:text fields:object default_billing:flag
    default_shipping:flag reference:text
    """,
    "profile.edit": "profile:entity* address:object phone:text fields:object",
    "profile.disable": "profile:entity* unless_used:flag",
    "profile.enable": "profile:entity* unless_used:flag",
    "profile.remove": "profile:entity* unless_used:flag",
    "profile.set_default": "profile:entity* usage:usage*",
    "profile.clear_default": "customer:customer* usage:usage*",
    "order.place": """
    customer:customer email:email number:number currency:text* lines:list* adjustments:list
    total:whole billing:object* shipments:list metadata:object reference:text
    cart:entity pay_with_credit:flag
    """,
    "order.change_profile": """
    order:entity* usage:usage* shipment:whole profile:entity address:object
    update_address_book:flag
    """,
    "order.add_shipment": "order:entity* method:text shipping:object",
    "order.change_email": "order:entity* email:email*",
    "order.mark_paid": "order:entity*",
    "order.complete": "order:entity*",
    "order.cancel": "order:entity*",
    "order.assign": "order:entity* customer:customer guest_email:email",
    "claim.request": "customer:customer* orders:list all:flag valid_for:whole",
    "claim.confirm": "token:text* update_email:flag",
    "claim.decline": "token:text*",
    "claim.cancel": "claim:entity*",
    "site.configure": """
    site:text* name:text guest_checkout:flag auto_register:flag attach_by_email:flag
    guest_with_account_email:text billing_countries:list shipping_countries:list
    address_fields:object
    """,
  ]

  /// All that is wrong with the fields of a command, whatever the shop holds.
  static func problems(of command: PlainCommand) -> Set<String> {
    var problems: Set<String> = []
    var known: Set<String> = []
    for field in (kinds[command.name] ?? benefits[command.name] ?? "").split(
      whereSeparator: \.isWhitespace
    ) {
      let parts = field.split(separator: ":")
      let name = String(parts[0])
      let isRequired = parts[1].hasSuffix("*")
      known.insert(name)
      if isRequired, command[name].isNull { problems.insert("field_missing") }
      let kind = String(parts[1].prefix { $0 != "*" })
      guard !command[name].isNull else { continue }
      if !isA(kind, command[name]) { problems.insert("field_invalid") }
      if kind == "email", command[name].string.map({ EmailAddress($0) == nil }) == true {
        problems.insert("email_invalid")
      }
    }
    for key in command.members.object?.keys ?? [] where !known.contains(key) {
      problems.insert("field_unknown")
    }
    return problems
  }

  private static func isA(_ kind: String, _ value: JSON) -> Bool {
    switch kind {
    case "text", "email": value.string != nil
    case "code": value.string.map(isCode) == true
    case "codes": value.array?.allSatisfy { $0.string.map(isCode) == true } == true
    case "moment": value.string.flatMap { Instant(date: $0) ?? Instant($0) } != nil
    case "flag": value.boolean != nil
    case "whole": value.integer != nil
    case "object": value.object != nil
    case "list": value.array != nil
    case "usage": value == "billing" || value == "shipping"
    case "customer":
      value.integer != nil || value.string.map(isCustomer) == true
    case "entity", "number": value.integer != nil || value.string != nil
    default: true
    }
  }

  private static func isCode(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
  }

  private static func isCustomer(_ name: String) -> Bool {
    let email = name.hasPrefix("guest:") ? String(name.dropFirst(6)) : name
    return name.hasPrefix("ref:") || EmailAddress(email) != nil || Int64(name) != nil
  }
}
