import Daybook
import EventLog
import Model

/// `verify-proof`: what `prove` printed, checked without the ledger.
struct VerifyProof: Command {
  var file = ""
  var checkpoint: FileName?

  static let declaration = Declaration(
    "verify_proof",
    "Checks a proof: against its own checkpoint, one that you kept, or a ledger.",
    [
      Field(required: "file", \.file, "What prove printed; - for standard input"),
      Field(
        "checkpoint",
        \.checkpoint,
        "A file with the checkpoint that you kept; - for standard input"
      ),
    ],
    empty: { VerifyProof() }
  )

  static let notes = [
    """
    No ledger is needed. A proof holds for the checkpoint in it; that this is the ledger's own you
    know by one that you kept, or that came signed. With --checkpoint that must be it: origin, size
    and root. Of a proof that the log goes on (prove --from), it may be either end: what you kept
    earlier, or the new one. With --ledger, given as an option, that ledger must have or have had this
    root; it may have grown since. Signatures in a checkpoint are passed over, not checked.
    """
  ]

  func run(in session: Session) throws -> ExitStatus {
    let proof = try read()
    let kept = try checkpoint.map { try kept($0) }
    var verdict = ProofVerdict(proof)
    try verdict.check()
    if let kept, let name = checkpoint?.text { try verdict.compare(with: kept, named: name) }
    // Only when it is named here: the variable of the environment may lead to some other ledger.
    if let path = session.options.ledger {
      try verdict.compare(with: session.openLedger().log, at: path)
    }
    if session.isJSON {
      try session.print(verdict.document)
    } else {
      try session.print(verdict.lines)
    }
    return .done

    func kept(_ name: FileName) throws -> Checkpoint {
      guard name.path != nil || file != "-" else {
        throw Refusal.invalid("checkpoint", "is - as the proof is; one of the two must be a file")
      }
      let input = try name.path.map(FileInput.init) ?? session.terminal.input
      let text = try Self.all(of: input, limit: Checkpoint.greatestLength)
      do throws(FormatError) { return try Checkpoint(parsing: text) } catch {
        throw Self.malformed("checkpoint", name.text, error, field: "checkpoint")
      }
    }

    func read() throws -> Proof {
      let input = file == "-" ? session.terminal.input : try FileInput(path: file)
      let text = try Self.all(of: input, limit: Proof.greatestLength)
      do throws(FormatError) { return try Proof(parsing: text) } catch {
        throw Self.malformed("proof", file, error, field: "file")
      }
    }
  }

  /// All bytes; of a text that is too long, one more than allowed.
  private static func all(of input: any Input, limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count <= limit, try input.read(into: &bytes) {}
    return bytes
  }

  private static func malformed(
    _ noun: String,
    _ path: String,
    _ error: FormatError,
    field: String
  ) -> Refusal {
    let place = error.line.map { "line \($0): " } ?? ""
    return Refusal(
      .fieldInvalid,
      "\(path == "-" ? "The input" : path) is no \(noun): \(place)\(error.message).",
      details: ["field": .string(field), "line": JSON(error.line.map(Int64.init))]
    )
  }
}
