import Daybook
import EventLog
import Model

/// `init`: makes an empty ledger.
struct InitLedger: Command {
  var origin: String?

  static let declaration = Declaration(
    "init",
    "Makes an empty ledger; never overwrites one.",
    [Field("origin", \.origin, "The ledger's name in checkpoints, unique among all; else random")],
    empty: { InitLedger() }
  )

  static let takesOperand = false

  func run(in session: Session) throws -> ExitStatus {
    if let origin, !EventLog.isOrigin(origin) {
      throw Refusal.invalid("origin", "must be 1 to 255 bytes without white space or +")
    }
    let ledger = try OpenLedger.create(path: session.ledgerPath, origin: origin)
    if session.isJSON {
      var members = MemberText()
      members.add("ledger", .string(ledger.path))
      members.add("origin", .string(ledger.log.origin))
      try session.print(members)
    } else {
      let path = Plain.text(ledger.path)
      try session.output.line("Made the ledger \(path), named \(Plain.text(ledger.log.origin)).")
    }
    return .done
  }
}
