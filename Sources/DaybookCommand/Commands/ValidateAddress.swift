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
    let advice = AddressAdvice(address: address, findings: findings)
    try session.print(advice.lines)
    if let hint = advice.hint {
      try session.output.line("\(session.style(.warning, "hint:")) \(hint)")
    } else {
      let isClean = findings.warnings.isEmpty
      try session.output.line(
        isClean ? "The address is complete and right." : "Nothing is missing or wrong."
      )
    }
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
