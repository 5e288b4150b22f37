import Daybook
import EventLog
import Model

/// `checkpoint`: origin, size and root, to be signed and kept elsewhere.
struct PrintCheckpoint: Command {
  static let declaration = Declaration(
    "checkpoint",
    "Prints the ledger's name, size and root hash, to be kept elsewhere.",
    [],
    empty: { PrintCheckpoint() }
  )

  static let notes = [
    "The text is the body of a C2SP tlog-checkpoint: origin, size and base64 root, a line each."
  ]

  func run(in session: Session) throws -> ExitStatus {
    let log = try session.openLedger().log
    guard session.isJSON else {
      try session.output.write(try log.checkpoint())
      return .done
    }
    let tree = try log.tree()
    try session.print(
      MemberText(Checkpoint(origin: log.origin, size: tree.size, root: tree.root))
    )
    return .done
  }
}
