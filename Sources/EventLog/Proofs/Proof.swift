/// A proof as somebody hands it on.
package enum Proof: Sendable, Equatable {
  case inclusion(InclusionProof)
  case consistency(ConsistencyProof)

  /// How long the text of a proof may be: 32 MiB, for the entry of the largest command.
  package static let greatestLength = 32 << 20

  package var checkpoint: Checkpoint {
    switch self {
    case .inclusion(let proof): proof.checkpoint
    case .consistency(let proof): proof.checkpoint
    }
  }

  /// Whether it proves what it says.
  package var holds: Bool {
    switch self {
    case .inclusion(let proof): proof.holds
    case .consistency(let proof): proof.holds
    }
  }

  package var text: String {
    switch self {
    case .inclusion(let proof): proof.text
    case .consistency(let proof): proof.text
    }
  }

  /// Reads either kind, and nothing beside it.
  package init(parsing text: [UInt8]) throws(FormatError) {
    var scanner = try LineScanner(text, greatestLength: Self.greatestLength)
    let title = try scanner.line("`\(InclusionProof.title)`")
    if title.utf8.elementsEqual(InclusionProof.title.utf8) {
      self = .inclusion(try InclusionProof(&scanner))
    } else if title.utf8.elementsEqual(ConsistencyProof.title.utf8) {
      self = .consistency(try ConsistencyProof(&scanner))
    } else {
      throw scanner.problem(
        "`\(InclusionProof.title)` or `\(ConsistencyProof.title)` is expected"
      )
    }
  }
}
