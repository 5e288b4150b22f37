import Daybook
import EventLog
import Model

/// The things that events can be asked for by, as tags.
struct LogTags {
  private let ledger: OpenLedger
  private let session: Session
  private(set) var tags: [String] = []

  init(_ ledger: OpenLedger, _ session: Session) {
    self.ledger = ledger
    self.session = session
  }

  /// Adds the tag of a thing that is given.
  ///
  /// - Throws: `not_found` when no event carries it.
  mutating func add(_ kind: String, _ reference: (some FieldValue)?) throws {
    guard let reference = reference?.fieldJSON else { return }
    let name = try name(of: kind, reference)
    let tag = "\(kind):\(name)"
    guard try ledger.log.hasEvent(tagged: tag) else {
      let spelled = kind == PaymentMethodEntity.kind ? "payment method" : kind
      throw Refusal(
        .notFound,
        "There is no \(spelled) \(name).",
        details: ["kind": .string(kind)]
      )
    }
    tags.append(tag)
  }

  /// The number or code of a thing; one that is named otherwise is looked up in the read models.
  private func name(of kind: String, _ reference: JSON) throws -> String {
    if let number = reference.integer { return "\(number)" }
    guard kind != "group", let type = Queries.named("\(kind).show") else {
      return reference.string ?? ""
    }
    session.warnIfPrivate(ledger)
    let query = try type.read([kind: reference])
    let answer = try ledger.answer(query, site: try session.site())
    return "\(try JSON(parsing: answer.text)[kind].integer ?? 0)"
  }
}
