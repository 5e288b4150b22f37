import Model

/// What `profile.add` is given, and each of `profiles` in `customer.register`.
struct PlainNewProfile {
  let content: PlainContent
  let fields: JSON
  let defaults: [String]
  let reference: JSON

  init(_ json: JSON) {
    let type = json["type"].string ?? ""
    content = PlainContent(
      type: type.isEmpty ? "customer" : type,
      address: cleaned(json["address"]),
      phone: filled(json["phone"]),
      fields: merged([:], json["fields"])
    )
    fields = json["fields"]
    defaults = ["billing", "shipping"].filter { json["default_\($0)"] == true }
    reference = filled(json["reference"])
  }
}

/// An address as it is kept: what is given, the country in capitals.
func cleaned(_ address: JSON, over old: JSONObject = [:]) -> JSONObject {
  var result = merged(old, address)
  if let country = result["country_code"]?.string {
    result["country_code"] = .string(country.uppercased())
  }
  return result
}

extension PlainShop {
  mutating func addProfile(_ c: PlainCommand) throws {
    let new = PlainNewProfile(c.members)
    var no = PlainRefusal()
    guard let customer = no.noting({ try account(c["customer"], c.site) }) else {
      _ = no.noting { try check(new, "default", c) }
      throw no
    }
    try add(new, for: customer, c)
  }

  /// What is wrong with a new entry whoever's it is.
  private func check(_ new: PlainNewProfile, _ site: String, _ c: PlainCommand) throws {
    var no = PlainRefusal()
    no.note("address_invalid", if: c.channel != .import && isInvalid(new.content.address, site))
    no.note(
      "reference_taken",
      if: !new.reference.isNull && !profiles.numbers { $0.reference == new.reference }.isEmpty
    )
    if let type = type(new.content.type) {
      no.note("usage_not_allowed", if: !new.defaults.allSatisfy(type.usages.contains))
    }
    _ = no.noting { try checkFields(new.fields, new.content) }
    try no.stop()
  }

  mutating func add(_ new: PlainNewProfile, for customer: Int64, _ c: PlainCommand) throws {
    var no = PlainRefusal()
    _ = no.noting { try check(new, customers[customer].site, c) }
    let same = identical(new.content, for: customer)
    no.note(
      "profile_type_single",
      if: same == nil && onlyEntry(new.content.type, of: customer) != nil
    )
    try no.stop()
    let number =
      same
      ?? profiles.add(
        PlainProfile(customer: customer, content: new.content, reference: new.reference)
      )
    for usage in new.defaults { setDefault(number, usage) }
    if same == nil { becameUsable(number) }
  }

  /// Whether custom fields are those of the type; the built-in type takes any.
  func checkFields(_ given: JSON, _ content: PlainContent) throws {
    guard let type = type(content.type) else { throw PlainRefusal("not_found") }
    guard content.type != "customer" else { return }
    var no = PlainRefusal()
    for (name, value) in given.object ?? [:] where !filled(value).isNull {
      guard let field = type.fields.first(where: { $0.name == name }) else {
        no.note("field_unknown")
        continue
      }
      no.note("field_invalid", if: !field.takes(value))
    }
    for field in type.fields where field.isRequired {
      no.note("field_missing", if: content.fields[field.name] == nil)
    }
    try no.stop()
  }

  mutating func editProfile(_ c: PlainCommand) throws {
    let number = try profile(c["profile"], c.site)
    let before = profiles[number]
    let content = try changed(before.content, c.members, customers[before.customer].site, c.channel)
    edit(number, content)
  }

  /// A content with what a command or a part of it gives in place of what was there.
  func changed(
    _ old: PlainContent,
    _ new: JSON,
    _ site: String,
    _ channel: Channel
  ) throws -> PlainContent {
    var content = old
    var no = PlainRefusal()
    content.address = cleaned(new["address"], over: old.address)
    let isJudged = content.address != old.address && channel != .import
    no.note("address_invalid", if: isJudged && isInvalid(content.address, site))
    if new.object?["phone"] != nil { content.phone = filled(new["phone"]) }
    if !new["fields"].isNull {
      content.fields = merged(old.fields, new["fields"])
      _ = no.noting { try checkFields(new["fields"], content) }
    }
    try no.stop()
    return content
  }

  mutating func disableProfile(_ c: PlainCommand) throws {
    let number = try profile(c["profile"], c.site)
    guard profiles[number].isEnabled else { return }
    try checkUse(number, c)
    profiles[number].isEnabled = false
    replaceLostDefaults(of: profiles[number].customer)
  }

  mutating func enableProfile(_ c: PlainCommand) throws {
    let number = try profile(c["profile"], c.site)
    let entry = profiles[number]
    guard !entry.isEnabled else { return }
    try checkUse(number, c)
    if onlyEntry(entry.content.type, of: entry.customer) != nil {
      throw PlainRefusal("profile_type_single")
    }
    profiles[number].isEnabled = true
    becameUsable(number)
  }

  mutating func removeProfile(_ c: PlainCommand) throws {
    if profiles[try profileNamed(c["profile"])].isRemoved { return }
    let number = try profile(c["profile"], c.site)
    try checkUse(number, c)
    profiles[number].isRemoved = true
    replaceLostDefaults(of: profiles[number].customer)
  }

  private func checkUse(_ profile: Int64, _ c: PlainCommand) throws {
    let isUsed = copied.contains { $0.first == profile }
    if c.flag("unless_used"), isUsed { throw PlainRefusal("profile_in_use") }
  }

  mutating func setDefault(_ c: PlainCommand) throws {
    let number = try profile(c["profile"], c.site)
    let usage = c["usage"].string ?? ""
    let entry = profiles[number]
    var no = PlainRefusal()
    no.note("profile_disabled", if: !entry.isEnabled)
    no.note("usage_not_allowed", if: type(entry.content.type)?.usages.contains(usage) != true)
    try no.stop()
    setDefault(number, usage)
  }

  mutating func clearDefault(_ c: PlainCommand) throws {
    let number = try customer(c["customer"], c.site)
    let usage = c["usage"].string ?? ""
    guard customers[number].defaults[usage] != nil else { return }
    customers[number].defaults[usage] = nil
    customers[number].cleared.insert(usage)
  }
}
