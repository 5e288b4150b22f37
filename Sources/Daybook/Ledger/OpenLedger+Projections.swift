import EventLog
import Model
package import Projections

extension OpenLedger {
  /// What became of a read model that was to be added.
  package enum Addition: Sendable {
    case added
    /// One of that name was there, with other texts.
    case replaced
    /// It was there already.
    case unchanged
  }

  /// Adds a read model to the ledger, or replaces the one of that name: fills it from the whole log,
  /// and keeps its texts in the ledger, where every process finds them.
  ///
  /// The texts are its files by their names.
  ///
  /// - Throws: `Refusal` with `projection_builtin`, `projection_invalid` or `projection_failed`; or
  ///   `LedgerError`. Nothing has changed then.
  package func addProjection(
    _ name: String,
    _ texts: [String: String],
    progress: Progress? = nil
  ) throws -> Addition {
    let models = try modelsToChange(name)
    let definition = Definition(name: name, texts: texts, isAdded: true)
    let before = try log.projectionTexts()
    let stored = before.filter { $0.projection == name }
    let files = texts.sorted { $0.key < $1.key }
    let isSame =
      !stored.isEmpty && stored.count == files.count
      && zip(stored, files).allSatisfy { one, other in
        one.file == other.key && one.text?.isSame(as: other.value) == true
      }
    if isSame { return .unchanged }
    do {
      let others = models.definitions.filter { $0.name != name }
      try definition.checkOutline(beside: others)
      try ReactionFields.check(definition)
      let problems = try models.problems().map(\.projection)
      try definition.check(beside: others.filter { !problems.contains($0.name) })
      try models.add(definition, from: log, progress: progress) {
        try save(name, files.map { ($0.key, $0.value) }, unlessChangedSince: before)
      }
    } catch let error as ProjectionError where error.projection == name {
      throw Refusal(error)
    }
    return stored.isEmpty ? .added : .replaced
  }

  /// Removes a read model that was added, with its texts and its tables.
  ///
  /// - Throws: `Refusal` with `projection_builtin` or `not_found`, or `LedgerError`.
  package func removeProjection(_ name: String) throws {
    let models = try modelsToChange(name)
    let before = try log.projectionTexts()
    guard before.contains(where: { $0.projection.isSame(as: name) }) else {
      let added = Set(before.map(\.projection)).sorted()
      let known = added.isEmpty ? "there are none" : "there are \(added.joined(separator: ", "))"
      throw Refusal(
        .notFound,
        "No read model \(name) was added to the ledger; \(known).",
        details: ["kind": "projection"]
      )
    }
    try save(name, [], unlessChangedSince: before)
    try models.catchUp(with: log)
  }

  /// The read models, of which one that the program does not bring is to be added or removed.
  private func modelsToChange(_ name: String) throws -> ReadModels {
    guard !isReadOnly else {
      throw LedgerError(.readOnly, "The ledger file or its folder cannot be written.")
    }
    guard !Definition.builtIn.contains(where: { $0.name == name }) else {
      throw Refusal(
        .projectionBuiltin,
        "The program brings the read model \(name) itself; it is neither replaced nor removed."
      )
    }
    return try currentModels()
  }

  private func save(
    _ name: String,
    _ files: [(file: String, text: String)],
    unlessChangedSince before: [StoredText]
  ) throws {
    guard try log.saveProjection(name, files, unlessChangedSince: before) else {
      throw LedgerError(
        .busy,
        "Another program added or removed a read model meanwhile; nothing was changed.",
        hint: "Try again."
      )
    }
  }
}

extension Refusal {
  /// What is wrong with a read model that somebody wants to add.
  package init(_ error: ProjectionError) {
    var details = JSONObject()
    details["projection"] = error.projection.map(JSON.string)
    details["file"] = (error.place?.file).map(JSON.string)
    details["line"] = (error.place?.line).map { .integer(Int64($0)) }
    details["position"] = (error.place?.position).map(JSON.integer)
    let code: Code = error.code == .reactionFailed ? .projectionFailed : .projectionInvalid
    self.init(code, error.message, details: details)
  }
}
