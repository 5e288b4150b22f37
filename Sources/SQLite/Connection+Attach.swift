internal import CSQLite

extension Connection {
  /// Makes the tables of another database file available under a name, as in `name.table`.
  ///
  /// The rules for the path are those of `init(path:access:)`. Without `readOnly` the file is opened
  /// as this connection was: only after `Access.create` is a missing one created. With `immutable` it
  /// is read as with `Access.immutable`.
  ///
  /// - Throws: `SQLiteError`, with `cannotOpen` for a file that is missing or a symbolic link.
  package func attach(
    path: String,
    as name: String,
    readOnly: Bool,
    immutable: Bool = false
  ) throws(SQLiteError) {
    let access: Access = immutable ? .immutable : readOnly ? .readOnly : .readWrite
    let uri = DatabasePath.uri(try DatabasePath.resolve(path), access)
    let statement = try prepare("ATTACH ? AS ?", persistent: false)
    try statement.bind(1, text: uri)
    try statement.bind(2, text: name)
    _ = try statement.step()
  }
}
