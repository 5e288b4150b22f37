import Addresses
import Daybook
import Model

/// `address format`: an address as its country writes it.
struct FormatAddress: Command {
  var address = Address()
  var label = false
  var origin: CountryCode?
  var countryName: String?

  static let declaration = Declaration(
    "address.format",
    "Prints an address as its country writes it; needs no ledger.",
    [
      Field(required: "address", \.address, "The address"),
      Field("label", \.label, "As the post wants it, instead of for a screen"),
      Field("origin", \.origin, "Country the letter is sent from; abroad when left out"),
      Field("country_name", \.countryName, "The country in the sender's language"),
    ],
    empty: { FormatAddress() }
  )

  func run(in session: Session) throws -> ExitStatus {
    let style: AddressStyle =
      label ? .label(origin: origin?.text, countryName: countryName) : .display
    let lines = AddressFormat.lines(address.fieldJSON.object ?? [:], style: style)
    guard session.isJSON else {
      try session.print(lines.map(Plain.text))
      return .done
    }
    var members = MemberText()
    members.add("lines", .array(lines.map(JSON.string)))
    try session.print(members)
    return .done
  }
}
