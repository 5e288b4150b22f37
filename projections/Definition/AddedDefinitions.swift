/// The read models that were added to a ledger at run time, by the texts that it keeps.
///
/// What is wrong with the texts of one leaves the others alone, and what the program brings all the
/// more.
struct AddedDefinitions {
  /// Those that can be filled, as far as that shows without SQLite; sorted by name.
  private(set) var accepted: [Definition] = []
  /// Those that cannot, with the reason.
  private(set) var rejected: [(definition: Definition, error: ProjectionError)] = []

  /// Takes texts sorted by read model.
  init(_ texts: [AddedText], beside base: [Definition]) {
    var rest = texts[...]
    while let first = rest.first {
      let files = rest.prefix { $0.projection.utf8.elementsEqual(first.projection.utf8) }
      rest = rest.dropFirst(files.count)
      add(first.projection, files, beside: base)
    }
  }

  private mutating func add(
    _ name: String,
    _ files: ArraySlice<AddedText>,
    beside base: [Definition]
  ) {
    var texts: [String: String] = [:]
    for file in files { texts[file.file] = file.text }
    let definition = Definition(name: name, texts: texts, isAdded: true)
    do throws(ProjectionError) {
      guard texts.count == files.count else {
        throw definition.problem("The texts of the read model \(name) are damaged in the ledger.")
      }
      guard !base.contains(where: { $0.name == name }) else {
        throw definition.problem("The program brings a read model \(name) itself.")
      }
      try definition.checkOutline(beside: base + accepted)
      accepted.append(definition)
    } catch {
      rejected.append((definition, error))
    }
  }
}
