package import Model
import SQLite

/// Where the events of some types are that have one of some numbers in a public field, as far as the log
/// was read for that.
package struct FoundValues: Sendable {
  package let types: [String]
  package let field: String
  package let numbers: Set<Int64>
  /// How long the log was then.
  package let end: Int64
  package let positions: [Int64]

  package init(
    types: [String],
    field: String,
    numbers: Set<Int64>,
    end: Int64,
    positions: [Int64]
  ) {
    self.types = types
    self.field = field
    self.numbers = numbers
    self.end = end
    self.positions = positions
  }
}

/// Values that no index leads to are looked for in the whole log, which takes seconds in a large one.
/// Whoever is going to write does so before, and then looks only at what was appended since.
extension EventLog {
  /// Looks for the events of some types that have one of some numbers in a public field.
  ///
  /// What was found before is taken as it is, if it was looked for the same.
  package func find(
    _ types: [String],
    having field: String,
    among numbers: Set<Int64>,
    since known: FoundValues? = nil
  ) throws -> FoundValues {
    let known = known.flatMap { known in
      known.types == types && known.field == field && known.numbers.isSuperset(of: numbers)
        ? known : nil
    }
    let numbers = known?.numbers ?? numbers
    let end = try size()
    var positions = known?.positions ?? []
    let typeList = JSON.array(types.map(JSON.string)).canonicalText
    let numberList = JSON.array(numbers.sorted().map(JSON.integer)).canonicalText
    try connection.query(
      Statements.positionsOfValues,
      typeList,
      "$.\(field)",
      numberList,
      known?.end ?? 0
    ) { row in
      positions.append(try row.integer(0))
    }
    return FoundValues(types: types, field: field, numbers: numbers, end: end, positions: positions)
  }

  /// The events of some types that have one of some numbers in a public field, oldest first.
  package func events(
    _ types: [String],
    having field: String,
    among numbers: Set<Int64>,
    since known: FoundValues?
  ) throws -> [Event] {
    let found = try find(types, having: field, among: numbers, since: known)
    return try events(at: found.positions).filter { event in
      event.data[field]?.integer.map(numbers.contains) == true
    }
  }
}
