/// The order and punctuation in which a country prints its addresses.
///
/// Written as in `%O%n%N%n%A%n%Z %C`: a letter after `%` is a part of the address, `%n` begins a new
/// line, everything else is printed as it is.
struct AddressTemplate: Sendable {
  /// A piece of a line.
  enum Token: Sendable {
    case part(AddressPart)
    case literal(String)
  }

  let lines: [[Token]]
  /// The parts that the template names, in its order.
  let parts: [AddressPart]

  /// Prints whatever there is: for countries that the table does not know.
  static let fallback = AddressTemplate("%O%n%N%n%A%n%D%n%Z %C %X%n%S")

  init(_ text: String) {
    var lines: [[Token]] = []
    var line: [Token] = []
    var literal = String.UnicodeScalarView()
    var parts: [AddressPart] = []
    func endLiteral() {
      if !literal.isEmpty { line.append(.literal(String(literal))) }
      literal.removeAll()
    }
    var scalars = text.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      guard scalar == "%", let letter = scalars.next() else {
        literal.append(scalar)
        continue
      }
      endLiteral()
      if let part = AddressPart(letter: UInt8(truncatingIfNeeded: letter.value)) {
        line.append(.part(part))
        if !parts.contains(part) { parts.append(part) }
      } else {
        lines.append(line)
        line = []
      }
    }
    endLiteral()
    self.lines = lines + [line]
    self.parts = parts
  }
}
