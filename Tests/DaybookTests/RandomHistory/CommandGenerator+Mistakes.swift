import Model
import TestSupport

extension CommandGenerator {
  /// Leaves a field out, adds one that there is not, or gives one of the wrong kind.
  mutating func spoil(_ command: inout Command) {
    let common = ["site", "reason", "occurred_at", "command_id"]
    let keys = command.fields.keys.filter { !common.contains($0) }
    guard let key = random.pick(keys) else { return }
    switch random.number(1...3) {
    case 1: command.fields[key] = nil
    case 2: command.fields["colour"] = "red"
    default: command.fields[key] = Self.wrong(command.fields[key] ?? .null, key)
    }
  }

  /// A value of another kind.
  private static func wrong(_ value: JSON, _ key: String) -> JSON {
    // A number may name an order, and be a reference to anything.
    if key == "number" { return true }
    switch value {
    case .string: return key == "usage" ? "never" : ["text": "x"]
    case .boolean: return 7
    case .integer: return ["number": 1]
    case .array: return "list"
    case .object, .null: return 7
    }
  }
}
