import Model

/// How the fields of one kind of thing follow from the events that concern it.
///
/// These are the rules of the read models over again, for one thing and without tables: only so can
/// ten thousand events be looked at one by one while somebody waits. Random histories prove that
/// they come to what `show` says.
protocol FieldFold {
  /// Fields that may be asked for before anybody gave them a value.
  static var plainFields: [String] { get }
  /// The first parts of the paths, in the order in which people read them.
  static var order: [String] { get }
  /// The fields after the events so far; none before the thing came into being.
  var history: FieldHistory { get }
  /// Takes in the next event of the log that carries one of the tags.
  mutating func take(_ event: HistoricEvent)
}

extension FieldFold {
  /// Whether one path stands before another one: by `order`, numbers by their value, the rest by
  /// their bytes.
  static func precedes(_ left: String, _ right: String) -> Bool {
    let (left, right) = (left.split(separator: "."), right.split(separator: "."))
    let (one, other) = (rank(left.first), rank(right.first))
    if one != other { return one < other }
    for (left, right) in zip(left, right) where !left.utf8.elementsEqual(right.utf8) {
      if let left = Int64(left), let right = Int64(right), left != right { return left < right }
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
    return left.count < right.count
  }

  private static func rank(_ part: Substring?) -> Int {
    order.firstIndex { $0 == part ?? "" } ?? order.count
  }
}
