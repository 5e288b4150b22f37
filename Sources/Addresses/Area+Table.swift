extension Area {
  /// Reads a line of the table, whose first column is empty.
  init(_ row: TableRow, territory: String) {
    self.territory = territory
    label = row.text(1)
    latinLabel = row.optional(2)
    suffix = row.optional(3)
    key = row.optional(4) ?? row.text(1)
    names = row.list(5)
    postalPrefix = row.optional(6).map(LazyPattern.init)
    otherSuffixes = row.list(7)
    postalPattern = row.optional(9).map(LazyPattern.init)
    required = row.optional(8).map(AddressParts.init(letters:))
  }
}
