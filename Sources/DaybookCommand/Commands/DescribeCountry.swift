import Addresses
import Daybook
import Model

/// `address describe`: which fields the addresses of a country have, and what is required.
struct DescribeCountry: Command {
  var country: CountryCode = ""

  static let declaration = Declaration(
    "address.describe",
    "Shows which fields a country's addresses have; needs no ledger.",
    [Field(required: "country", \.country, "The country, such as JP")],
    empty: { DescribeCountry() }
  )

  func run(in session: Session) throws -> ExitStatus {
    guard let territory = Territory.named(country.text) else {
      throw Refusal.invalid("country", "is no country whose addresses are known")
    }
    guard !session.isJSON else {
      try session.print(Self.document(territory))
      return .done
    }
    var sheet = Sheet()
    sheet.add("fields", Self.list(territory.usedFields))
    sheet.add("required", Self.list(territory.requiredFields))
    sheet.add("postal code", territory.postalPattern?.text ?? "")
    sheet.add("example", territory.postalExample ?? "")
    sheet.add("from abroad", territory.postalPrefix)
    let title = "\(territory.name) (\(territory.code))"
    try session.print([session.style(.heading, title)] + sheet.lines(session.style))
    guard !territory.areas.isEmpty else { return .done }
    try session.output.line()
    let columns = [
      Table.Column(territory.labels.administrativeArea.replacingUnderscores),
      Table.Column("in Latin script"), Table.Column("code"),
    ]
    var table = Table(columns, style: session.style, output: session.output)
    for area in territory.areas {
      try table.add([
        Plain.text(area.label), Plain.text(area.latinLabel ?? ""), Plain.text(area.canonical),
      ])
    }
    try table.finish()
    return .done
  }

  private static func list(_ fields: [AddressField]) -> String {
    fields.map(\.name).joined(separator: ", ")
  }

  private static func document(_ territory: Territory) -> MemberText {
    var members = MemberText()
    members.add("country_code", .string(territory.code))
    members.add("name", .string(territory.name))
    members.add("fields", .array(territory.usedFields.map { .string($0.name) }))
    members.add("required", .array(territory.requiredFields.map { .string($0.name) }))
    members.add("labels", labels(territory.labels))
    members.add("postal_code_pattern", JSON(territory.postalPattern?.text))
    members.add("postal_code_example", JSON(territory.postalExample))
    members.add("postal_code_prefix", JSON(territory.postalPrefix))
    members.add(
      "areas",
      territory.areas.map { area in
        var row = MemberText()
        row.add("area", .string(area.canonical))
        row.add("label", .string(area.label))
        row.add("latin_label", JSON(area.latinLabel))
        return row
      }
    )
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
}

extension String {
  fileprivate var replacingUnderscores: String { String(map { $0 == "_" ? " " : $0 }) }
}
