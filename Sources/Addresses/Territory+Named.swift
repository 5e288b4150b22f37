internal import Synchronization

extension Territory {
  /// Finds a territory by its code, in any case.
  ///
  /// The first call for a territory reads its lines of the table and no others; later ones take
  /// what was read.
  package static func named(_ code: String) -> Territory? {
    guard let letters = letters(of: code) else { return nil }
    let place = Int(letters.0 - letterA) * 26 + Int(letters.1 - letterA)
    return known.withLock { known in
      if let territory = known[place] { return territory }
      let territory = TerritoryTable.territory(letters: letters)
      known[place] = territory
      return territory
    }
  }

  /// The codes of all territories, in their order.
  package static var codes: [String] { TerritoryTable.codes }

  /// What was read of the table, a place for each pair of letters.
  private static let known = Mutex<[Territory?]>(Array(repeating: nil, count: 26 * 26))

  private static let letterA = UInt8(ascii: "A")

  private static func letters(of code: String) -> (UInt8, UInt8)? {
    let bytes = code.utf8Span.span
    guard bytes.count == 2 else { return nil }
    // Turns a–z into A–Z, and nothing else into a letter.
    let letters = (bytes[0] & 0xDF, bytes[1] & 0xDF)
    let all = letterA...UInt8(ascii: "Z")
    return all.contains(letters.0) && all.contains(letters.1) ? letters : nil
  }
}
