package import Model

/// A question to the read models: its name, its options, and how it is answered.
package protocol Query: Sendable {
  static var declaration: Declaration<Self> { get }
  /// The one entity that the answer is about; nil for lists. As of an earlier time only the events
  /// that concern it are replayed.
  var entity: QueriedEntity? { get }
  /// The read models that the answer is made of; nil for any. As of an earlier time no others are filled.
  static var readModels: [String]? { get }
  /// The member of a document whose objects are the rows that `--csv` prints; lists need none.
  static var rowsMember: String? { get }
  /// A row with nothing in it, as JSON: the columns of `--csv` where there are no rows. Objects that a row
  /// may have are in it, empty ones where their members follow from their names.
  var emptyRow: String { get }
  /// Answers from read models that stand where they should.
  func answer(from context: QueryContext) throws -> Answer
}

extension Query {
  package var entity: QueriedEntity? { nil }
  package static var readModels: [String]? { nil }
  package static var rowsMember: String? { nil }
  package var emptyRow: String { "{}" }

  package static var name: String { declaration.name }
  package static var summary: String { declaration.summary }
  package static var fieldDescriptions: [FieldDescription] {
    declaration.fields.map(\.description)
  }

  package static func read(_ object: JSONObject) throws(Refusal) -> Self {
    try declaration.read(object)
  }
}

/// The entity a query is about.
package enum QueriedEntity: Sendable {
  case customer(CustomerReference)
  /// A customer and the types of the entries.
  case addressBook(CustomerReference)
  case profile(ProfileReference)
  case order(OrderReference)
  case claim(ClaimReference)
}

/// What a query gives: JSON texts as the read models made them.
package enum Answer: Sendable {
  /// One document.
  case document(String)
  /// Some of the rows that match, and how many match in all.
  case list(plural: String, count: Int64, rows: [String])

  /// The answer as one JSON document.
  package var text: String {
    switch self {
    case .document(let text): text
    case .list(let plural, let count, let rows):
      "{\"count\":\(count),\"\(plural)\":[\(rows.joined(separator: ","))]}"
    }
  }
}

/// All queries: the files of the folder Queries, listed when the program is built.
package enum Queries {
  /// The query of a name such as `order.show`.
  package static func named(_ name: String) -> (any Query.Type)? {
    all.first { $0.name == name }?.type
  }

  /// The names of all queries, sorted.
  package static var names: [String] {
    all.map(\.name).sorted()
  }
}
