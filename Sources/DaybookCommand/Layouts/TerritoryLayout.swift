import Addresses
import Model

/// What the addresses of a country are made of, for people and for programs.
enum TerritoryLayout {
  // MARK: For people

  static func write(_ territory: Territory, style: Style, to output: Output) throws {
    try output.line(style(.heading, "\(territory.name) (\(territory.code))"))
    try output.line()
    try writeFields(territory, style: style, to: output)
    let hasTwoScripts = latinLayout(territory) != nil
    try writeLayout(
      hasTwoScripts ? "as written in its own script" : "as written",
      territory.layout(latin: false),
      style: style,
      to: output
    )
    if let latin = latinLayout(territory) {
      try writeLayout("as written in Latin script", latin, style: style, to: output)
    }
    try writeAreas(territory, style: style, to: output)
  }

  private static func writeFields(
    _ territory: Territory,
    style: Style,
    to output: Output
  ) throws {
    let columns = ["field", "called", "needed", "example"].map { Table.Column($0) }
    var table = Table(columns, style: style, output: output)
    let required = Set(territory.requiredFields)
    for field in territory.usedFields {
      try table.add([
        field.name, called(field, territory.labels), required.contains(field) ? "required" : "",
        field == .postalCode ? territory.postalExample ?? "" : "",
      ])
    }
    try table.finish()
  }

  private static func called(_ field: AddressField, _ labels: FieldLabels) -> String {
    let word =
      switch field {
      case .administrativeArea: labels.administrativeArea
      case .locality: labels.locality
      case .dependentLocality: labels.dependentLocality
      case .postalCode: labels.postalCode
      default: ""
      }
    let words = [
      "do_si": "province or city", "pin": "PIN code", "postal": "postal code", "zip": "ZIP code",
    ]
    return words[word] ?? String(word.map { $0 == "_" ? " " : $0 })
  }

  private static func writeLayout(
    _ heading: String,
    _ lines: [String],
    style: Style,
    to output: Output
  ) throws {
    try output.line()
    try output.line(style(.heading, heading))
    for line in lines { try output.line("  \(line)") }
  }

  private static func writeAreas(
    _ territory: Territory,
    style: Style,
    to output: Output
  ) throws {
    guard !territory.areas.isEmpty else { return }
    try output.line()
    let hasLatin = territory.areas.contains { $0.latinLabel != nil }
    let others = territory.areas.map { (hasLatin ? $0.latinLabel : $0.names.first) ?? "" }
    let hasOthers = others.contains { !$0.isEmpty }
    var headings = [called(.administrativeArea, territory.labels), "code"]
    if hasOthers { headings.insert(hasLatin ? "in Latin script" : "name", at: 1) }
    var table = Table(headings.map { Table.Column($0) }, style: style, output: output)
    for (area, other) in zip(territory.areas, others) {
      try table.add(
        hasOthers ? [area.label, other, area.canonical] : [area.label, area.canonical]
      )
    }
    try table.finish()
  }

  /// How addresses are written in Latin script, where that is another way.
  private static func latinLayout(_ territory: Territory) -> [String]? {
    let latin = territory.layout(latin: true)
    return latin == territory.layout(latin: false) ? nil : latin
  }

  // MARK: For programs

  static func document(_ territory: Territory) -> MemberText {
    var members = MemberText()
    members.add("country_code", .string(territory.code))
    members.add("name", .string(territory.name))
    members.add("fields", .array(territory.usedFields.map { .string($0.name) }))
    members.add("required", .array(territory.requiredFields.map { .string($0.name) }))
    members.add("labels", labels(territory.labels))
    members.add("postal_code_pattern", JSON(territory.postalPattern?.text))
    members.add("postal_code_example", JSON(territory.postalExample))
    members.add("postal_code_prefix", JSON(territory.postalPrefix))
    members.add("language", JSON(territory.language))
    members.add("layout", .array(territory.layout(latin: false).map(JSON.string)))
    members.add(
      "latin_layout",
      latinLayout(territory).map { .array($0.map(JSON.string)) } ?? .null
    )
    members.add("areas", territory.areas.map(row))
    return members
  }

  private static func labels(_ labels: FieldLabels) -> MemberText {
    var members = MemberText()
    members.add("administrative_area", .string(labels.administrativeArea))
    members.add("locality", .string(labels.locality))
    members.add("dependent_locality", .string(labels.dependentLocality))
    members.add("postal_code", .string(labels.postalCode))
    return members
  }

  private static func row(_ area: Area) -> MemberText {
    var row = MemberText()
    row.add("area", .string(area.canonical))
    row.add("label", .string(area.label))
    row.add("latin_label", JSON(area.latinLabel))
    row.add("names", .array(area.names.map(JSON.string)))
    return row
  }
}
