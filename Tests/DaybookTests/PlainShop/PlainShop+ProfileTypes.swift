import Model

extension PlainShop {
  mutating func defineType(_ c: PlainCommand) throws {
    let code = c["code"].string ?? ""
    var no = PlainRefusal()
    no.note("profile_type_builtin", if: code == "customer")
    var new = PlainType()
    new.label = c["label"]
    let usages = (c["usages"].array ?? []).compactMap(\.string)
    if !c["usages"].isNull { new.usages = ["billing", "shipping"].filter(usages.contains) }
    no.note("field_invalid", if: new.usages.isEmpty || usages.contains { !new.usages.contains($0) })
    new.multiple = c["multiple"].boolean ?? true
    for json in c["fields"].array ?? [] {
      let field = PlainType.Field(json)
      no.note(
        "field_invalid",
        if: !field.isWellFormed || new.fields.contains { $0.name == field.name }
      )
      new.fields.append(field)
    }
    if let old = type(code), isInUse(code) {
      no.note("profile_type_in_use", if: !old.usages.allSatisfy(new.usages.contains))
      no.note("profile_type_in_use", if: old.multiple && !new.multiple)
    }
    try no.stop()
    types[code] = new
  }

  mutating func removeType(_ c: PlainCommand) throws {
    let code = c["code"].string ?? ""
    if code == "customer" { throw PlainRefusal("profile_type_builtin") }
    guard let type = types[code] else { throw PlainRefusal("not_found") }
    if !type.isRemoved, isInUse(code) { throw PlainRefusal("profile_type_in_use") }
    types[code]?.isRemoved = true
  }

  /// Whether some book has an entry of a type.
  private func isInUse(_ code: String) -> Bool {
    !profiles.numbers { $0.content.type == code && !$0.isRemoved }.isEmpty
  }
}

extension PlainType.Field {
  init(_ json: JSON) {
    name = json["name"].string ?? ""
    label = filled(json["label"])
    kind = json["kind"].string ?? ""
    isRequired = json["required"] == true
    isPrivate = json["private"] == true
  }

  var isWellFormed: Bool {
    let characters = Array(name.utf8)
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return characters.first.map(letters.contains) == true && characters.count <= 64
      && characters.allSatisfy {
        letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "_")
      } && ["text", "number", "boolean", "date"].contains(kind)
  }

  func takes(_ value: JSON) -> Bool {
    switch kind {
    case "text": value.string != nil
    case "number": value.integer != nil
    case "boolean": value.boolean != nil
    default: value.string.flatMap { Instant(date: $0) } != nil
    }
  }
}
