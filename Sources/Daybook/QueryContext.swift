import Model
import Projections

/// Read models at some point of history, and what there is to know about the question.
package struct QueryContext {
  let models: ReadModels
  /// Reads the events that carry one of some tags, up to the point of history, oldest first.
  let events: ([String]) throws -> [Event]
  /// Reads the events of some types that carry a tag, up to a position and to the point of history, oldest
  /// first.
  let history: (_ types: EventTypes, _ tag: String, _ through: Int64) throws -> [Event]
  /// Where names are looked up; all sites where nil makes sense.
  let site: Code?
  /// The time that expiry is measured by: of the asking, or of the point of history.
  let now: Instant

  var siteName: String { site?.text ?? "default" }

  /// The one document of a query.
  func document(_ query: String, _ parameters: [String: JSON]) throws -> String? {
    try models.rows(query, parameters).first
  }

  /// A page of a list, with the count of all rows that match.
  func list(
    _ folder: String,
    plural: String,
    _ parameters: [String: JSON],
    _ page: Page
  ) throws -> Answer {
    try page.check()
    var all = parameters
    let count = try models.rows("\(folder)/count", all).first.flatMap { Int64($0) } ?? 0
    all["limit"] = .integer(page.limit ?? -1)
    all["offset"] = .integer(page.offset ?? 0)
    return .list(plural: plural, count: count, rows: try models.rows("\(folder)/list", all))
  }

  /// The customer that a name leads to; one who was merged leads on.
  func customer(_ reference: CustomerReference) throws -> Int64 {
    let found: Int64?
    switch try reference.form() {
    case .number(let number): found = try find("customers/find", ["customer": .integer(number)])
    case .reference(let key): found = try find("customers/find", ["reference": .string(key)])
    case .account(let email): found = try find(email, kind: "registered")
    case .guest(let email): found = try find(email, kind: "guest")
    case .orderNumber: found = nil
    }
    guard let found else { throw Refusal.notFound(CustomerEntity.kind, reference.text) }
    return found
  }

  /// A customer, and everybody who was merged into them.
  func everybody(mergedInto customer: Int64) throws -> [Int64] {
    try models.rows("customers/merged-into", ["customer": .integer(customer)])
      .compactMap { Int64($0) }
  }

  func profile(_ reference: ProfileReference) throws -> Int64 {
    switch try reference.form() {
    case .number(let number): return number
    case .reference(let key):
      if let found = try find("profiles/find", ["reference": .string(key)]) { return found }
    default: break
    }
    throw Refusal.notFound(ProfileEntity.kind, reference.text)
  }

  func order(_ reference: OrderReference) throws -> Int64 {
    let found: Int64?
    switch try reference.form() {
    case .number(let number): found = number
    case .reference(let key): found = try find("orders/by-reference", ["reference": .string(key)])
    case .orderNumber(let number):
      found = try find(
        "orders/by-number",
        ["site": .string(siteName), "number": .string(number)]
      )
    default: found = nil
    }
    guard let found else { throw Refusal.notFound(OrderEntity.kind, reference.text) }
    return found
  }

  func claim(_ reference: ClaimReference) throws -> Int64 {
    guard case .number(let number) = try reference.form() else {
      throw Refusal.notFound(ClaimEntity.kind, reference.text)
    }
    return number
  }

  private func find(_ email: EmailAddress, kind: String) throws -> Int64? {
    try find(
      "customers/find",
      ["kind": .string(kind), "site": .string(siteName), "email": .string(email.text)]
    )
  }

  private func find(_ query: String, _ parameters: [String: JSON]) throws -> Int64? {
    try document(query, parameters).flatMap { Int64($0) }
  }
}

/// Which part of a list is wanted.
package struct Page: Sendable {
  package var limit: Int64?
  package var offset: Int64?

  package init(limit: Int64? = nil, offset: Int64? = nil) {
    self.limit = limit
    self.offset = offset
  }

  func check() throws(Refusal) {
    if let limit, limit < 0 { throw .invalid("limit", "must not be negative") }
    if let offset, offset < 0 { throw .invalid("offset", "must not be negative") }
  }
}
