extension Definition {
  /// The statement of a query, with the places that it was put together from.
  struct QueryText {
    let text: String
    /// Where each file begins in the text, and where in the file that is.
    fileprivate let parts: [(start: Int, file: String, script: SQLScript, offset: Int)]

    /// The place of a byte of the text.
    func place(at offset: Int?) -> ProjectionError.Place? {
      let part = offset.flatMap { offset in parts.last { $0.start <= offset } } ?? parts.last
      return part.map { part in
        let distance = max(0, (offset ?? part.start) - part.start)
        return ProjectionError.Place(part.file, line: part.script.line(at: part.offset + distance))
      }
    }
  }

  /// The statement of a query, with what `common.sql` puts before each; nil when there is none of
  /// that name.
  ///
  /// - Throws: `ProjectionError` with `invalidDefinition` when the file is not one statement.
  func statement(ofQuery query: String) throws(ProjectionError) -> QueryText? {
    let file = query + ".sql"
    guard Self.isQuery(file), let text = texts[file] else { return nil }
    let own = SQLScript(text)
    let statement = try onlyStatement(own, file)
    guard let common = texts[Self.commonFile] else {
      return QueryText(text: statement.text, parts: [(0, file, own, statement.offset)])
    }
    let script = SQLScript(common)
    let shared = try onlyStatement(script, Self.commonFile)
    // Both may bring common table expressions: those of the query go on with the list.
    let goesOn = statement.begins(with: "WITH")
    let beginning = shared.text + (goesOn ? ",\n" : "\n")
    let skipped = goesOn ? 4 : 0
    return QueryText(
      text: beginning + statement.text.dropFirst(skipped),
      parts: [
        (0, Self.commonFile, script, shared.offset),
        (beginning.utf8.count, file, own, statement.offset + skipped),
      ]
    )
  }

  private func onlyStatement(
    _ script: SQLScript,
    _ file: String
  ) throws(ProjectionError) -> SQLScript.Statement {
    let statements = script.statements
    guard statements.count == 1 else {
      throw problem(
        "\(name)/\(file) must be one statement; it has \(statements.count).",
        at: ProjectionError.Place(file)
      )
    }
    return statements[0]
  }
}
