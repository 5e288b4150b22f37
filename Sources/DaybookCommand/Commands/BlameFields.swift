import Daybook
import Model

/// `blame`: who gave each field its value.
struct BlameFields: Command {
  var entity = HistoricKind.customer
  var id = ""
  var field: String?

  static let declaration = Declaration(
    "blame",
    "Shows who gave each field of a customer, profile or order its value: when, through what and why.",
    [
      Field(required: "entity", \.entity, "What it is"),
      Field(required: "id", \.id, "Which one: a number, ref:<reference>, an e-mail …"),
      Field("field", \.field, "Only this field, or those that begin so: billing.address"),
    ],
    empty: { BlameFields() }
  )

  static let operandCount = 2
  static let takesMoment = true
  static let notes = [
    """
    Nested fields have dotted names: company.name, metadata.hobby, billing.address.postal_code,
    shipments.1.shipping.address.locality, roles.editor, credit.EUR (credit.EUR.uk for the pot of
    the site uk). A field that was cleared stays in the list; one that nobody ever filled is left
    out. Roles and memberships are listed as they were given, also when their time is over.
    """,
    """
    With --json a list of {field, value, position, recorded_at, actor, channel, reason, previous};
    "erased":true marks a value that an erasure took away, "previous_erased":true one before that.
    """,
  ]

  func run(in session: Session) throws -> ExitStatus {
    let entity = try entity.named(id)
    let moment = session.moment()
    let ledger = try session.openLedger()
    let site = try session.site()
    let blame = try ledger.blame(entity, at: moment, site: site)
    try HistoryLayout.write(blame, lines: lines(of: blame), session)
    return .done
  }

  /// The lines that are wanted.
  private func lines(of blame: Blame) throws(Refusal) -> [Blame.Line] {
    guard let field else { return blame.lines }
    let lines = blame.lines.filter { line in
      line.field.path.isSame(as: field) || line.field.path.utf8.starts(with: "\(field).".utf8)
    }
    guard lines.isEmpty else { return lines }
    throw .noField(field, of: blame)
  }
}

extension HistoricKind {
  /// The thing that somebody typed the name of.
  func named(_ id: String) throws(Refusal) -> HistoricEntity {
    do throws(Refusal) {
      return try HistoricEntity(self, field: .string(id))
    } catch {
      throw error.inside("id")
    }
  }
}

extension Refusal {
  fileprivate static func noField(_ field: String, of blame: Blame) -> Refusal {
    let names = blame.lines.map { $0.field.path.split(separator: ".").first.map(String.init) ?? "" }
    let known = names.reduce(into: [String]()) { known, name in
      if known.last != name { known.append(name) }
    }
    return Refusal(
      .fieldUnknown,
      "\(blame.kind.rawValue.capitalizedFirst) \(blame.number) has no field "
        + "\(Plain.quoted(field)); it has \(known.joined(separator: ", ")).",
      details: ["field": .string(field)]
    )
  }
}
