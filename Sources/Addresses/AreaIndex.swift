/// Finds the areas of a country by what people write.
struct AreaIndex: Sendable {
  /// The place of an area by its folded names and codes.
  ///
  /// The keys rely on Swift taking canonically equivalent texts for equal: "é" is found in one code
  /// point and in two. Case is folded when they are made; accents are not.
  private let places: [String: Int]

  /// How many bytes a text that is looked up may have.
  ///
  /// The longest name has some 80, and canonically equivalent texts are at most three times as long
  /// as each other.
  private static let greatestLength = 512

  init(_ areas: [Area]) {
    var places: [String: Int] = [:]
    places.reserveCapacity(areas.count * 4)
    func add(_ text: String, _ place: Int) {
      let key = text.lowercased()
      if places[key] == nil { places[key] = place }
    }
    for (place, area) in areas.enumerated() {
      for name in area.allNames { add(name, place) }
    }
    // Codes come after all names: a name that is another area's code stays a name.
    for (place, area) in areas.enumerated() {
      for code in area.allCodes { add(code, place) }
    }
    self.places = places
  }

  /// The place of the area of that name or code.
  func place(of text: String) -> Int? {
    guard text.utf8.count <= Self.greatestLength else { return nil }
    return places[text.lowercased()]
  }
}
