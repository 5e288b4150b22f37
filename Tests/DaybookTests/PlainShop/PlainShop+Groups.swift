import Model

extension PlainShop {
  private func group(_ c: PlainCommand) throws -> String {
    let code = c["group"].string ?? ""
    guard isGroup(code) else { throw PlainRefusal("not_found") }
    return code
  }

  private func isGroup(_ code: String) -> Bool {
    groups[code].map { !$0.isRemoved } ?? false
  }

  /// The groups that a customer is in, by code.
  func groups(of customer: Int64) -> [String] {
    groups.filter { $0.value.members.contains(customer) && !$0.value.isRemoved }.keys.sorted()
  }

  mutating func createGroup(_ c: PlainCommand) throws {
    let code = c["group"].string ?? ""
    var no = PlainRefusal()
    no.note("group_exists", if: isGroup(code))
    no.note("field_invalid", if: !Self.isPercentage(c["discount_percent"]))
    no.note("field_invalid", if: c.members["price_list"] == "")
    try no.stop()
    var group = PlainGroup()
    group.name = c["name"]
    group.discount = c["discount_percent"]
    group.priceList = c["price_list"]
    group.metadata = mergedMetadata([:], c["metadata"])
    groups[code] = group
    // No merge of before brought anybody into this one.
    for customer in customers.numbers { customers[customer].gift?.groups.remove(code) }
  }

  mutating func editGroup(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    no.note("field_invalid", if: !Self.isPercentage(c["discount_percent"]))
    no.note("field_invalid", if: c.members["price_list"] == "")
    let code = no.noting { try group(c) }
    try no.stop()
    guard let code, var group = groups[code] else { return }
    if c.has("name") { group.name = c["name"] }
    if c.has("discount_percent") { group.discount = c["discount_percent"] }
    if c.has("price_list") { group.priceList = c["price_list"] }
    group.metadata = mergedMetadata(group.metadata, c["metadata"])
    groups[code] = group
  }

  private static func isPercentage(_ json: JSON) -> Bool {
    json.integer.map { (0...100).contains($0) } ?? true
  }

  mutating func removeGroup(_ c: PlainCommand) throws {
    let code = c["group"].string ?? ""
    if groups[code]?.isRemoved == true { return }
    groups[try group(c)] = PlainGroup(isRemoved: true)
  }

  mutating func addToGroup(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    let code = no.noting { try group(c) }
    let members = (c["customers"].array ?? []).compactMap { name in
      no.noting { try self.customer(name, c.site) }
    }
    try no.stop()
    guard let code else { return }
    groups[code]?.members.formUnion(members)
  }

  mutating func dropFromGroup(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    let code = no.noting { try group(c) }
    let members = (c["customers"].array ?? []).map { name in
      no.noting { try found { try anyCustomer(name, c.site) } }
    }
    try no.stop()
    guard let code else { return }
    for case let member?? in members { groups[code]?.members.remove(member) }
  }

  /// What there is; who is unknown is in no group.
  private func found<Value>(_ body: () throws -> Value) throws -> Value? {
    do { return try body() } catch let no as PlainRefusal where no.codes == ["not_found"] {
      return nil
    }
  }

  mutating func setGroups(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    let customer = no.noting { try self.customer(c["customer"], c.site) }
    let wanted = (c["groups"].array ?? []).compactMap(\.string)
    no.note("not_found", if: !wanted.allSatisfy(isGroup))
    try no.stop()
    guard let customer else { return }
    for code in groups.keys {
      if wanted.contains(code) {
        groups[code]?.members.insert(customer)
      } else {
        groups[code]?.members.remove(customer)
      }
    }
  }

  func shownGroup(_ code: String, withMembers: Bool = true) -> JSON? {
    guard let group = groups[code], !group.isRemoved else { return nil }
    let members = group.members.filter { !customers[$0].isRemoved && customers[$0].merge == nil }
      .sorted()
    var shown: JSONObject = [
      "group": .string(code), "name": group.name, "discount_percent": group.discount,
      "price_list": group.priceList, "metadata": .object(group.metadata),
      "members": .integer(Int64(members.count)),
    ]
    if withMembers { shown["customers"] = .array(members.map(JSON.integer)) }
    return .object(shown)
  }

  /// The rows of `group.list`, by code.
  func shownGroups() -> [JSON] {
    groups.keys.sorted().compactMap { shownGroup($0, withMembers: false) }
  }
}
