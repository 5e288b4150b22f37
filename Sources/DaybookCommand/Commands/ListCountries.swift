import Addresses
import Daybook
import Model

/// `address countries`: the countries and territories whose addresses are known.
struct ListCountries: Command {
  static let declaration = Declaration(
    "address.countries",
    "Lists the countries whose addresses are known; needs no ledger.",
    [],
    empty: { ListCountries() }
  )

  static var takesOperand: Bool { false }

  func run(in session: Session) throws -> ExitStatus {
    let territories = Territory.codes.compactMap(Territory.named)
    guard !session.isJSON else {
      let rows = territories.map { territory in
        var row = MemberText()
        row.add("country_code", .string(territory.code))
        row.add("name", .string(territory.name))
        return row
      }
      var members = MemberText()
      members.add("count", .integer(Int64(rows.count)))
      members.add("countries", rows)
      try session.print(members)
      return .done
    }
    let columns = [Table.Column("code"), Table.Column("country")]
    var table = Table(columns, style: session.style, output: session.output)
    for territory in territories { try table.add([territory.code, territory.name]) }
    try table.finish()
    return .done
  }
}
