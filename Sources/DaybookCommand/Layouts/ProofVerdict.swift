import Daybook
import EventLog
import Model

/// What a proof proves, step by step: by itself, against a kept checkpoint, against a ledger.
struct ProofVerdict {
  private let proof: Proof
  /// What the kept checkpoint is to the proof: its `checkpoint`, or where it goes on `from`.
  private var kept: (role: String, name: String)?
  private var ledger: String?

  private var checkpoint: Checkpoint { proof.checkpoint }

  init(_ proof: Proof) {
    self.proof = proof
  }

  /// - Throws: `CommandError` with `proof_invalid`.
  func check() throws(CommandError) {
    guard !proof.holds else { return }
    switch proof {
    case .inclusion(let proof) where proof.index != proof.position - 1:
      throw Self.invalid(
        "The entry is that of event \(proof.position), which has the index \(proof.position - 1), and "
          + "the proof is about index \(proof.index)."
      )
    case .inclusion(let proof):
      throw Self.invalid(
        "The entry of event \(proof.position) does not lead to the root of the checkpoint in the "
          + "proof: entry, hashes or checkpoint were changed, or belong to another proof."
      )
    case .consistency(let proof):
      throw Self.invalid(
        "The hashes do not lead from the log of \(Cell.events(proof.first.size)) to the checkpoint "
          + "in the proof: they were changed, or the log was."
      )
    }
  }

  /// - Throws: `CommandError` with `proof_invalid`.
  mutating func compare(with kept: Checkpoint, named name: String) throws(CommandError) {
    let name = Plain.text(name)
    guard kept.origin.isSame(as: checkpoint.origin) else {
      throw Self.invalid(
        "The checkpoint in \(name) is of the log \(Plain.quoted(kept.origin)), the proof of the log "
          + "\(Plain.quoted(checkpoint.origin))."
      )
    }
    if case .consistency(let proof) = proof, proof.first == (kept.size, kept.root) {
      self.kept = ("from", name)
    } else if kept == checkpoint {
      self.kept = ("checkpoint", name)
    } else {
      throw difference(from: kept, name)
    }
  }

  private func difference(from kept: Checkpoint, _ name: String) -> CommandError {
    let sizes: [Int64]
    let hint: String
    switch proof {
    case .inclusion(let proof) where proof.position > kept.size:
      sizes = [checkpoint.size]
      hint =
        "The event is newer: have it shown first that the log goes on from your checkpoint, "
        + "with `daybook prove --from \(kept.size) --size \(checkpoint.size)`."
    case .inclusion(let proof):
      sizes = [checkpoint.size]
      hint = "Ask for `daybook prove \(proof.position) --size \(kept.size)`."
    case .consistency(let proof):
      sizes = [proof.first.size, checkpoint.size]
      hint = "Ask for `daybook prove --from \(kept.size)`."
    }
    guard !sizes.contains(kept.size) else {
      return Self.invalid(
        "The checkpoint in \(name) has another root at size \(kept.size) than the proof: "
          + "they are of different histories."
      )
    }
    let found = sizes.map { Cell.count($0) }.joined(separator: " and ")
    return Self.invalid(
      "The proof is about the log at size \(found), the checkpoint in \(name) of "
        + "size \(Cell.count(kept.size)).",
      hint: hint
    )
  }

  /// - Throws: `CommandError` with `proof_invalid`, or an error of the log.
  mutating func compare(with log: EventLog, at path: String) throws {
    let name = Plain.text(path)
    guard log.origin.isSame(as: checkpoint.origin) else {
      throw Self.invalid(
        "The ledger \(name) is named \(Plain.quoted(log.origin)), the proof is of the log "
          + "\(Plain.quoted(checkpoint.origin))."
      )
    }
    var ends = [(size: checkpoint.size, root: checkpoint.root)]
    if case .consistency(let proof) = proof { ends.append(proof.first) }
    for end in ends {
      guard let hasRoot = try log.hasRoot(end.root, ofSize: end.size) else {
        throw Self.invalid(
          "The proof is about a log of \(Cell.events(end.size)), and the ledger \(name) has "
            + "\(Cell.events(try log.size())) only."
        )
      }
      guard hasRoot else {
        throw Self.invalid(
          "The ledger \(name) had another root at size \(end.size): it has another history."
        )
      }
    }
    ledger = path
  }

  private static func invalid(_ sentence: String, hint: String? = nil) -> CommandError {
    CommandError(.proofInvalid, sentence, hint: hint)
  }
}

extension ProofVerdict {
  /// What was proved, in sentences.
  var lines: [String] {
    let log = "the log \(Plain.text(checkpoint.origin))"
    var lines: [String] = []
    switch proof {
    case .inclusion(let proof):
      let time = Instant(proof.recordedAt).map(Cell.time) ?? ""
      lines.append(
        "The proof holds: event \(proof.position) of \(log) is \(Plain.text(proof.type)), recorded "
          + "\(time) by \(Plain.text(proof.actor))."
      )
    case .consistency(let proof):
      lines += [
        "The proof holds: \(log) of \(Cell.events(checkpoint.size)) goes on from the one of "
          + "\(Cell.events(proof.first.size)).",
        "Nothing in that was changed, taken out or put in.",
      ]
    }
    if let (role, name) = kept {
      lines.append(
        role == "from"
          ? "It goes on from the checkpoint in \(name)."
          : "Its checkpoint, of \(Cell.events(checkpoint.size)), is the one in \(name)."
      )
    }
    if let ledger {
      lines.append("The ledger \(Plain.text(ledger)) has this root at size \(checkpoint.size).")
    }
    if kept == nil, ledger == nil {
      lines.append(
        "That its checkpoint, of \(Cell.events(checkpoint.size)), is genuine, only a kept or signed one "
          + "can tell: --checkpoint FILE."
      )
    }
    return lines
  }

  var document: MemberText {
    var members = MemberText()
    members.add("ok", true)
    members.add(proof)
    members.add("kept", JSON(kept?.role))
    members.add("ledger", JSON(ledger))
    return members
  }
}

extension MemberText {
  /// A proof with its text.
  init(_ proof: Proof) {
    self.init()
    add(proof)
    add("text", .string(proof.text))
  }

  /// The facts of a proof.
  mutating func add(_ proof: Proof) {
    switch proof {
    case .inclusion(let proof):
      add("proof", "inclusion")
      add("position", .integer(proof.position))
      add("type", .string(proof.type))
      add("recorded_at", .string(proof.recordedAt))
      add("actor", .string(proof.actor))
      add("entry", raw: String(decoding: proof.entry, as: UTF8.self))
      add("index", .integer(proof.index))
      add("hashes", .array(proof.path.map { .string($0.base64) }))
    case .consistency(let proof):
      add("proof", "consistency")
      var first = MemberText()
      first.add("size", .integer(proof.first.size))
      first.add("root", .string(proof.first.root.base64))
      add("from", first)
      add("hashes", .array(proof.path.map { .string($0.base64) }))
    }
    add("checkpoint", MemberText(proof.checkpoint))
  }

  /// The three lines of a checkpoint.
  init(_ checkpoint: Checkpoint) {
    self.init()
    add("origin", .string(checkpoint.origin))
    add("size", .integer(checkpoint.size))
    add("root", .string(checkpoint.root.base64))
  }
}
