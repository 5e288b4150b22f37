import Model

/// Kinds of address-book entries for people.
enum ProfileTypeLayout {
  static let columns: [TableColumn] = [
    TableColumn("type", key: "profile_type"),
    TableColumn("label", key: "label"),
    TableColumn("for", key: "usages"),
    TableColumn("a customer has") { $0["multiple"] == false ? "one" : "several" },
    TableColumn("fields", isFlexible: true, fields),
  ]

  /// `desk (number, required)` for each field; the built-in type takes any.
  @Sendable private static func fields(_ type: JSON) -> String {
    guard type["profile_type"] != "customer" else { return "any" }
    return (type["fields"].array ?? []).map { field in
      let marks = ["required", "private"].filter { field[$0] == true }
      let kind = ([Cell.text(field["kind"])] + marks).joined(separator: ", ")
      return "\(Cell.text(field["name"])) (\(kind))"
    }
    .joined(separator: ", ")
  }
}
