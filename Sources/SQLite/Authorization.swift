/// One thing a statement wants to do, asked about while it is compiled.
package struct Authorization: Sendable, Equatable {
  /// The kind of thing; what `first` and `second` name depends on it.
  package enum Action: Int32, Sendable {
    case other = 0
    case createIndex = 1
    case createTable = 2
    case createTemporaryIndex = 3
    case createTemporaryTable = 4
    case createTemporaryTrigger = 5
    case createTemporaryView = 6
    case createTrigger = 7
    case createView = 8
    case delete = 9
    case dropIndex = 10
    case dropTable = 11
    case dropTemporaryIndex = 12
    case dropTemporaryTable = 13
    case dropTemporaryTrigger = 14
    case dropTemporaryView = 15
    case dropTrigger = 16
    case dropView = 17
    case insert = 18
    case pragma = 19
    case read = 20
    case select = 21
    case transaction = 22
    case update = 23
    case attach = 24
    case detach = 25
    case alterTable = 26
    case reindex = 27
    case analyze = 28
    case createVirtualTable = 29
    case dropVirtualTable = 30
    case function = 31
    case savepoint = 32
    case recursive = 33
  }

  package let action: Action
  /// The table of `read`, `insert`, `update` and `delete`; the name of a pragma or a created thing.
  package let first: String?
  /// The column of `read` and `update`; the argument of a pragma; the name of a `function`.
  package let second: String?
  /// "main", "temp" or an attached name, where the action concerns one database.
  package let database: String?
  /// The trigger or view on whose behalf it is done; nil for the statement itself.
  package let trigger: String?
}
