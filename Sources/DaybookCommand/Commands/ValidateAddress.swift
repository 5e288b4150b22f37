import Addresses
import Daybook
import Model

/// `address validate`: all that is wrong or odd with an address.
struct ValidateAddress: Command {
  var address = Address()

  static let declaration = Declaration(
    "address.validate",
    "Tells all that is wrong or odd with an address; needs no ledger.",
    [Field(required: "address", \.address, "The address")],
    empty: { ValidateAddress() }
  )

  static var notes: [String] {
    ["Whether a street or a place exists is not checked. Exit status 1 when something is wrong."]
  }

  func run(in session: Session) throws -> ExitStatus {
    let address = address.fieldJSON.object ?? [:]
    let findings = AddressRules.validate(address)
    let status: ExitStatus = findings.isValid ? .done : .refused
    if session.isJSON {
      var members = MemberText()
      members.add("valid", .boolean(findings.isValid))
      members.add("problems", .array(findings.problems.map(Self.json)))
      members.add("warnings", .array(findings.warnings.map(Self.json)))
      members.add("area", JSON(AddressRules.canonicalArea(of: address)))
      try session.print(members)
      return status
    }
    try session.print(findings.problems.map(\.sentence))
    try session.print(findings.warnings.map { "warning: \($0.sentence)" })
    if findings.isValid { try session.output.line("The address is complete and right.") }
    return status
  }

  private static func json(_ finding: AddressFinding) -> JSON {
    .object(
      JSONObject(present: [
        ("field", .string(finding.field.name)), ("problem", .string(finding.problem.rawValue)),
        ("example", finding.example.map(JSON.string)),
      ])
    )
  }
}
