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
    let definition = Definition(name: name, texts: texts, isAdded: true)
    for _ in 0..<Self.attempts {
      do {
        return try add(definition, progress)
      } catch is Overtaken {
        // It was judged beside others than there are now.
      } catch let error as ProjectionError where error.projection == name {
        throw Refusal(error)
      }
    }
    throw LedgerError(
      .busy,
      "Other programs add and remove read models all the time; nothing was changed.",
      hint: "Try again."
    )
  }

  private static let attempts = 5

  /// Another process has added or removed a read model meanwhile.
  private struct Overtaken: Error {}

  private func add(_ definition: Definition, _ progress: Progress?) throws -> Addition {
    let name = definition.name
    // Before the read models are caught up: what changes in between is noticed when it is stored.
    let before = try log.projectionTexts()
    let models = try modelsToChange(name, progress)
    let stored = before.filter { $0.projection.isSame(as: name) }
    let files = definition.texts.sorted { $0.key < $1.key }
    if isSame(stored, files) { return .unchanged }
    let others = models.definitions.filter { $0.name != name }
    try definition.checkOutline(beside: others)
    try ReactionFields.check(definition)
    let problems = try models.problems().map(\.projection)
    try definition.check(beside: others.filter { !problems.contains($0.name) })
    try models.add(definition, from: log, progress: progress) {
      let texts = files.map { (file: $0.key, text: $0.value) }
      guard try log.saveProjection(name, texts, unlessChangedSince: before) else {
        throw Overtaken()
      }
    }
    return stored.isEmpty ? .added : .replaced
  }

  private func isSame(
    _ stored: [StoredText],
    _ files: [(key: String, value: String)]
  ) -> Bool {
    !stored.isEmpty && stored.count == files.count
      && zip(stored, files).allSatisfy { one, other in
        one.file.isSame(as: other.key) && one.text?.isSame(as: other.value) == true
      }
  }

  /// Removes a read model that was added, with its texts and its tables.
  ///
  /// - Throws: `Refusal` with `projection_builtin` or `not_found`, or `LedgerError`.
  package func removeProjection(_ name: String) throws {
    let models = try modelsToChange(name)
    guard try log.removeProjection(name) else {
      let added = Set(try log.projectionTexts().map(\.projection)).sorted()
      let known = added.isEmpty ? "there are none" : "there are \(added.joined(separator: ", "))"
      throw Refusal(
        .notFound,
        "No read model \(name) was added to the ledger; \(known).",
        details: ["kind": "projection"]
      )
    }
    try models.catchUp(with: log)
  }

  /// The read models, of which one that the program does not bring is to be added or removed.
  private func modelsToChange(_ name: String, _ progress: Progress? = nil) throws -> ReadModels {
    guard !isReadOnly else {
      throw LedgerError(.readOnly, "The ledger file or its folder cannot be written.")
    }
    guard !Definition.builtIn.contains(where: { $0.name == name }) else {
      throw Refusal(
        .projectionBuiltin,
        "The program brings the read model \(name) itself; it is neither replaced nor removed."
      )
    }
    return try currentModels(progress: progress)
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
