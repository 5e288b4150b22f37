extension Definition {
  /// The bytes that a file may have.
  package static let greatestFileSize = 1 << 20
  /// The files that a read model may have.
  package static let greatestFileCount = 256
  /// The bytes that all files may have together.
  package static let greatestSize = 4 << 20

  /// What a parameter of a reaction says, and on which line of its file.
  package struct NamedParameter: Sendable, Equatable {
    /// Without its colon.
    package let name: String
    package let line: Int
  }

  /// Tries the definition out on an empty database: its name, its schema, every reaction and query.
  ///
  /// - Parameter others: The definitions it will stand beside; its queries may read their tables.
  /// - Throws: `ProjectionError` with `invalidDefinition` and a sentence that names the file.
  package func check(beside others: [Definition] = Definition.builtIn) throws {
    let others = others.filter { $0.name != name }
    try checkOutline(beside: others)
    try ReadModels.temporary(definitions: others + [self]).prepareAll(of: self)
  }

  /// Looks at what can be seen without SQLite: the names of the read model, its files and tables.
  ///
  /// - Throws: `ProjectionError` with `invalidDefinition`.
  package func checkOutline(beside others: [Definition]) throws(ProjectionError) {
    guard Self.isName(name), let first = name.utf8.first, first >= UInt8(ascii: "a") else {
      throw problem(
        """
        \(name) is no name for a read model: it takes a–z, 0–9 and -, begins with a letter, and has \
        64 characters at most.
        """
      )
    }
    for file in texts.keys.sorted() where !Self.isFileName(file) {
      throw problem("\(name)/\(file) is no name for a file of SQL: it takes a–z, 0–9 and -.")
    }
    let names = Set(try schema().names.map { $0.lowercased() })
    for other in others {
      guard let taken = try other.schema().names.first(where: { names.contains($0.lowercased()) })
      else { continue }
      throw problem(
        "\(name)/schema.sql makes \(taken), but the read model \(other.name) has one of that name.",
        at: ProjectionError.Place(Self.schemaFile)
      )
    }
  }

  /// Whether a file is one of SQL by its name.
  package static func isFileName(_ file: String) -> Bool {
    file.utf8.suffix(4).elementsEqual(".sql".utf8) && isName(file.dropLast(4))
  }

  private static func isName(_ name: some StringProtocol) -> Bool {
    !name.isEmpty && name.utf8.count <= 64
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  /// The parameters in the statements of a file, in the order in which they stand there.
  package func parameters(of file: String) -> [NamedParameter] {
    let script = SQLScript(texts[file] ?? "")
    return script.statements.flatMap { statement in
      let tokens = statement.tokens
      let offsets = statement.tokenOffsets
      return tokens.indices.dropFirst().compactMap { place -> NamedParameter? in
        guard tokens[place].kind == .word, tokens[place - 1].kind == .other,
          tokens[place - 1].text == ":"
        else { return nil }
        let line = script.line(at: offsets[place])
        return NamedParameter(name: tokens[place].text, line: line)
      }
    }
  }
}
