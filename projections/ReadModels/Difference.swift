package import Model

/// The first row of a table in which a read model differs from a fresh replay.
package struct Difference: Sendable, Equatable {
  package let projection: String
  package let table: String
  /// The row: the columns of the primary key with their values.
  package let key: JSON
  /// The first field that differs; nil when one side has no such row at all.
  package let field: String?
  /// What stands in the read model; null also when it has no such row.
  package let live: JSON
  /// What a replay gives; null also when it gives no such row.
  package let replayed: JSON
}

extension Difference {
  /// One in the row of the table `projections` that is about a read model.
  init(inBookkeeping field: String?, of definition: Definition, live: JSON, replayed: JSON) {
    self.init(
      projection: definition.name,
      table: Bookkeeping.table,
      key: ["name": .string(definition.name)],
      field: field,
      live: live,
      replayed: replayed
    )
  }

  /// A read model that cannot be filled at all.
  init(problem: String, of definition: Definition) {
    self.init(inBookkeeping: "problem", of: definition, live: .string(problem), replayed: .null)
  }
}
