import Addresses
import Daybook
import Model

/// `address describe`: which fields the addresses of a country have, and what is required.
struct DescribeCountry: Command {
  var country = ""

  static let declaration = Declaration(
    "address.describe",
    "Shows how a country writes its addresses and what is required; needs no ledger.",
    [Field(required: "country", \.country, "The country, such as JP or Japan")],
    empty: { DescribeCountry() }
  )

  static var notes: [String] {
    [
      """
      An area is known by any of its names, its code and its ISO 3166-2 code, old ones too, in any
      case. Which postal codes a country takes stands in what --json prints, as a pattern.
      """
    ]
  }

  func run(in session: Session) throws -> ExitStatus {
    guard let territory = Territory.called(country) else { throw refusal }
    guard !session.isJSON else {
      try session.print(TerritoryLayout.document(territory))
      return .done
    }
    try TerritoryLayout.write(territory, style: session.style, to: session.output)
    return .done
  }

  private var refusal: Refusal {
    let names = Territory.codes.compactMap { Territory.named($0)?.name.lowercased() }
    let nearest = Spelling.nearest(to: country.lowercased(), among: names)
    let meant = nearest.flatMap(Territory.called).map { "did you mean \($0.name)?" }
    return Refusal.invalid(
      "country",
      "must be a country such as JP or Japan; "
        + (meant ?? "`daybook address countries` lists them")
    )
  }
}
