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
