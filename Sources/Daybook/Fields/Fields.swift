import Model

/// The fields of a command, or of an object in it.
///
/// In the order in which they are declared, which is that of help, and in the order of their names, in
/// which an object has its members: reading and writing one goes along both at once.
package struct Fields<Root>: Sendable {
  private let declared: [Field<Root>]
  /// In the order of their names, as RFC 8785 has it.
  let byName: [Field<Root>]
  /// How many must be given.
  let requiredCount: Int

  package init(_ declared: [Field<Root>]) {
    self.declared = declared
    byName = declared.sorted { KeyOrder.compare($0.name, $1.name) == .before }
    requiredCount = declared.count { $0.description.isRequired }
  }
}

extension Fields: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: Field<Root>...) {
    self.init(elements)
  }
}

extension Fields: Sequence {
  /// Visits the fields in the order in which they are declared.
  package func makeIterator() -> IndexingIterator<[Field<Root>]> {
    declared.makeIterator()
  }
}
