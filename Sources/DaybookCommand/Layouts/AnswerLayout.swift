import Daybook
import Model

/// Lays out the answer of a query for people.
///
/// Customers, orders and the like have layouts of their own; anything else is shown as it is, so that
/// a new query needs nothing here.
enum AnswerLayout {
  static func write(_ answer: Answer, of query: String, _ session: Session) throws {
    switch answer {
    case .document(let text) where query == "customer.dossier":
      try DossierLayout.write(try document(text), session)
    case .document(let text) where query == "credit.show":
      try CreditLayout.write(try document(text), session)
    case .document(let text):
      try session.print(lines(of: try document(text), query, session))
    case .list(let plural, let count, let rows):
      let layout = tables[plural]
      guard let first = rows.first else {
        return try session.output.line(none(of: Subcommand.spelling(plural), count))
      }
      let columns = try layout ?? TableColumn.generic(first)
      try table(columns, rows.map(document), session)
      if count > Int64(rows.count) {
        let sentence = "\(Cell.count(Int64(rows.count))) of \(Cell.count(count)) \(plural)"
        try session.output.line(session.style(.faint, sentence))
      }
    }
  }

  /// That there are none; or that there are, and not on the page that was asked for.
  private static func none(of plural: String, _ count: Int64) -> String {
    guard count > 0 else { return "There are no \(plural) here." }
    let others = count == 1 ? "there is 1" : "there are \(Cell.count(count))"
    return "There are no \(plural) on this page; \(others) in all."
  }

  static func table(_ columns: [TableColumn], _ rows: [JSON], _ session: Session) throws {
    var table = Table(columns.map(\.column), style: session.style, output: session.output)
    for row in rows { try table.add(columns.map { $0.text(row) }) }
    try table.finish()
  }

  private static let tables: [String: [TableColumn]] = [
    "customers": CustomerLayout.columns,
    "profiles": ProfileLayout.columns,
    "orders": OrderLayout.columns,
    "claims": ClaimLayout.columns,
    "profile_types": ProfileTypeLayout.columns,
    "groups": GroupLayout.columns,
    "carts": CartLayout.columns,
    "newsletters": NewsletterLayout.columns,
    "payment_methods": PaymentMethodLayout.columns,
  ]

  private static func lines(of document: JSON, _ query: String, _ session: Session) -> [String] {
    let style = session.style
    switch query.split(separator: ".").first {
    case "customer": return CustomerLayout.lines(document, style)
    case "profile": return ProfileLayout.lines(document, style)
    case "order": return OrderLayout.lines(document, style, width: session.output.width)
    case "claim": return ClaimLayout.lines(document, style)
    case "group": return GroupLayout.lines(document, style)
    case "cart": return CartLayout.lines(document, style)
    case "entitlements": return EntitlementLayout.lines(document, style)
    default: return Flat.sheet(document).lines(style)
    }
  }

  private static func document(_ text: String) throws(LedgerError) -> JSON {
    do {
      return try JSON(parsing: text)
    } catch {
      throw LedgerError(.storageFailed, "A read model gave what is not JSON: \(error.message).")
    }
  }
}
