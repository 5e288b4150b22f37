public import Model

/// What a command came to.
public struct Outcome: Sendable, Equatable {
  /// The positions of the appended events; empty when nothing changed.
  public let positions: [Int64]
  /// Whether the command had been given before with the same id, and nothing was appended now.
  public let isReplayed: Bool
  /// The numbers of everything created or touched, by kind, such as `customer` and `order`.
  public let numbers: [String: [Int64]]
  /// What the command says beside: the order's `number`, `reused`, `claims`.
  public let extras: JSONObject
  /// Findings that did not refuse the command.
  public let warnings: [JSON]

  package init(
    positions: [Int64] = [],
    isReplayed: Bool = false,
    numbers: [String: [Int64]],
    extras: JSONObject = [:],
    warnings: [JSON] = []
  ) {
    self.positions = positions
    self.isReplayed = isReplayed
    self.numbers = numbers
    self.extras = extras
    self.warnings = warnings
  }

  /// The number of the one customer that was created or touched; nil when there is none, or more.
  public var customer: Int64? { only("customer") }
  /// The number of the one address-book entry.
  public var profile: Int64? { only("profile") }
  /// The number of the one order.
  public var order: Int64? { only("order") }

  private func only(_ kind: String) -> Int64? {
    guard let numbers = numbers[kind], numbers.count == 1 else { return nil }
    return numbers.first
  }

  /// `{"positions":[12,13],"customer":5,"profiles":[8,9]}`: one of a kind under its name, several
  /// in a list under the plural.
  public var json: JSONObject {
    var object: JSONObject = ["positions": .array(positions.map(JSON.integer))]
    for (kind, numbers) in numbers {
      if let number = numbers.first, numbers.count == 1 {
        object[kind] = .integer(number)
      } else {
        object[kind + "s"] = .array(numbers.map(JSON.integer))
      }
    }
    // Last, as the descriptions of several claims say more than their numbers.
    for (key, value) in extras { object[key] = value }
    if isReplayed { object["replayed"] = true }
    if !warnings.isEmpty { object["warnings"] = .array(warnings) }
    return object
  }
}
