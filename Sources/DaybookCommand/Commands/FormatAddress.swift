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
      Field("origin", \.origin, "For the post, sent from this country; from abroad if left out"),
      Field("country_name", \.countryName, "For the post, the country in the sender's language"),
    ],
    empty: { FormatAddress() }
  )

  func run(in session: Session) throws -> ExitStatus {
    let isForPost = label || origin != nil || countryName != nil
    let style: AddressStyle =
      isForPost ? .label(origin: origin?.text, countryName: countryName) : .display
    let address = address.fieldJSON.object ?? [:]
    let lines = AddressFormat.lines(address, style: style)
    guard session.isJSON else {
      if AddressRules.validate(address).problems.first?.field == .countryCode {
        session.warn("The country is missing or not known, so the order of the lines is a guess.")
      } else if lines.isEmpty {
        session.warn("The address has nothing that its country prints.")
      }
      try session.print(lines.map(Plain.text))
      return .done
    }
    var members = MemberText()
    members.add("lines", .array(lines.map(JSON.string)))
    try session.print(members)
    return .done
  }
}
