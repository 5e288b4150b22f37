import Model
package import SQLite

/// The read models of one ledger, in one SQLite file or temporary.
///
/// The file is disposable: whatever is wrong with it is mended by making it anew from the log. Not
/// `Sendable`: one connection, used by one thread at a time.
package final class ReadModels {
  /// The file's connection, for SQL of one's own.
  ///
  /// Exchanged when the file at the path is another one than before; ask for it anew after each
  /// catch-up.
  package private(set) var connection: Connection
  /// The read models that are kept: the program's, and those that were added to the ledger.
  package private(set) var definitions: [Definition]
  /// What is known of the latter.
  private(set) var added: (texts: [AddedText], definitions: AddedDefinitions)
  private let base: [Definition]
  /// How long to wait for another process's lock before an `SQLiteError` with `isBusy`.
  package var busyTimeoutMilliseconds = 5000 {
    didSet { connection.busyTimeoutMilliseconds = busyTimeoutMilliseconds }
  }

  /// Microseconds since some moment, which never go back: only how fast a rebuild is depends on it.
  package var stopwatch: () -> Int64 = Connection.monotonicMicroseconds
  /// From how many events on read models are filled on two threads; with fewer that saves nothing.
  package var leastEventsForTwoThreads = TwoThreads.leastEvents
  /// From how many bytes on new content replaces the old on two threads.
  package var leastBytesForTwoThreads: Int64 = 16 << 20

  /// Nil for temporary read models.
  let file: ReadModelFile?
  private var identity: ReadModelFile.Identity?
  /// Compiled on first use; all of the present connection.
  private var queries: [String: Statement] = [:]
  private var projector: Projector?

  /// Opens the file, or makes it.
  ///
  /// A new file belongs to its owner alone. One that is damaged, or a database of something else, is
  /// made anew.
  ///
  /// - Parameters:
  ///   - path: Where the file is, or comes to be.
  ///   - definitions: What it keeps.
  ///   - applicationID: That of databases which are left as they are.
  /// - Throws: `ProjectionError` with `unreachable`.
  package init(
    path: String,
    definitions: [Definition] = Definition.builtIn,
    keeping applicationID: Int64? = nil
  ) throws {
    let file = try ReadModelFile(path: path, keeping: applicationID)
    self.file = file
    base = definitions
    self.definitions = definitions.sorted { $0.name < $1.name }
    added = ([], AddedDefinitions([], beside: definitions))
    (connection, identity) = try file.open(busyTimeoutMilliseconds: busyTimeoutMilliseconds)
  }

  private init(_ connection: Connection, _ definitions: [Definition]) {
    file = nil
    self.connection = connection
    base = definitions
    self.definitions = definitions.sorted { $0.name < $1.name }
    added = ([], AddedDefinitions([], beside: definitions))
  }

  /// Makes empty read models that nobody else sees, to be filled by `replay` or `catchUp`: in memory, or in
  /// a temporary file once they outgrow that.
  package static func temporary(
    definitions: [Definition] = Definition.builtIn
  ) throws -> ReadModels {
    let connection = try PrivateFile().connection
    try ReadModelFile.makeEmpty(connection)
    return ReadModels(connection, definitions)
  }

  /// Takes over which read models were added to the ledger, as that may have changed.
  package func adopt(_ source: some EventSource) throws {
    let texts = try source.addedTexts()
    guard texts != added.texts else { return }
    let found = AddedDefinitions(texts, beside: base)
    added = (texts, found)
    definitions = (base + found.accepted).sorted { $0.name < $1.name }
    forgetStatements()
  }

  /// Lets go of everything that was compiled for other tables or definitions.
  func forgetStatements() {
    queries = [:]
    projector = nil
  }

  /// The definitions of those names; all for nil.
  ///
  /// - Throws: `ProjectionError` with `unknownProjection`, or what is wrong with an added one.
  func definitions(named names: [String]?) throws(ProjectionError) -> [Definition] {
    guard let names else { return definitions }
    for name in names where !definitions.contains(where: { $0.name == name }) {
      if let error = added.definitions.rejected.first(where: { $0.definition.name == name })?.error
      {
        throw error
      }
      let known = definitions.map(\.name).joined(separator: ", ")
      throw ProjectionError(
        .unknownProjection,
        "There is no read model \(name); there are \(known)."
      )
    }
    return definitions.filter { names.contains($0.name) }
  }

  /// Reopens the file when another one stands at its path.
  func reopenIfMoved() throws {
    guard let file, file.identity != identity else { return }
    try reopen()
  }

  /// Opens the file again; a damaged one is made anew.
  func reopen() throws {
    guard let file else { return }
    forgetStatements()
    connection.close()
    (connection, identity) = try file.open(busyTimeoutMilliseconds: busyTimeoutMilliseconds)
  }

  /// Lends the projector of the present connection for some of the definitions, with what it has compiled,
  /// for one transaction.
  func withProjector(
    for chosen: [Definition],
    _ body: (Projector) throws -> Void
  ) throws {
    let isSame = projector?.definitions.map(\.name) == chosen.map(\.name)
    let projector = try (isSame ? projector : nil) ?? Projector(connection, chosen)
    self.projector = projector
    defer { projector.forgetValues() }
    try body(projector)
  }

  /// The query of that name, `orders/show`.
  ///
  /// - Throws: `ProjectionError` with `unknownQuery` or `invalidDefinition`.
  func query(_ name: String) throws -> Statement {
    if let statement = queries[name] { return statement }
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, let definition = definitions.first(where: { $0.name == parts[0] }),
      let query = try definition.statement(ofQuery: parts[1])
    else { throw ProjectionError(.unknownQuery, "There is no query \(name).") }
    // Some pragmas act while they are compiled. Taking an authorizer away has everything compiled anew.
    if definition.isAdded { connection.setAuthorizer(Confinement.allowsReading) }
    defer { if definition.isAdded { connection.setAuthorizer(nil) } }
    let statement: Statement
    do {
      statement = try connection.prepare(query.text, persistent: true)
    } catch {
      guard !error.isEnvironmental else { throw error }
      let place = query.place(at: error.offset)
      throw definition.problem(
        """
        The query \(place?.text(in: definition.name) ?? name) cannot be compiled: \(error.message).
        """,
        at: place
      )
    }
    guard statement.isReadOnly, statement.columnCount > 0 else {
      throw definition.problem("The query \(name).sql does not only read.")
    }
    queries[name] = statement
    return statement
  }
}
