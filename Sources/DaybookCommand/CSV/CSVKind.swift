import Daybook
import Model

/// What the rows of a CSV file are.
enum CSVKind: String, CaseIterable, Sendable {
  case customers, profiles, orders
}

extension CSVKind: Choice {}

extension CSVKind {
  /// The commands that rows become; each of a customer's two when `has_account` says so.
  private var commands: [any Decision.Type] {
    switch self {
    case .customers: [RegisterCustomer.self, RecordGuest.self]
    case .profiles: [AddProfile.self]
    case .orders: [PlaceOrder.self]
    }
  }

  /// The fields that columns may fill: the command's own, and those of every command.
  var fields: [FieldDescription] {
    var fields: [FieldDescription] = []
    for field in commands.flatMap({ $0.fieldDescriptions }) + CommonOptions.provenanceDescriptions
    where !fields.contains(where: { $0.name == field.name }) {
      fields.append(field)
    }
    return fields
  }

  /// The fields of an order's line, which stand in columns of their own.
  var lineFields: [FieldDescription] {
    guard self == .orders, let lines = fields.first(where: { $0.name == "lines" }),
      case .list(.object(let fields)) = lines.kind
    else { return [] }
    return fields
  }

  /// Columns of `daybook customer list` and `profile list` that follow from others.
  var derived: Set<String> {
    switch self {
    case .customers: ["administrative_area", "country", "customer"]
    case .profiles: ["formatted", "label", "postal_label", "profile", "revision"]
    case .orders: []
    }
  }

  /// The columns of these lists that a command knows by another name.
  var renamed: [String: String] {
    self == .customers ? ["company": "company.name", "created_at": "occurred_at"] : [:]
  }

  /// The name of the command that a row becomes.
  func command(hasAccount: Bool) -> String {
    switch self {
    case .customers: hasAccount ? RegisterCustomer.name : RecordGuest.name
    case .profiles: AddProfile.name
    case .orders: PlaceOrder.name
    }
  }

  /// The kind that the names of columns tell; nil when they tell none.
  static func told(by names: [String]) -> CSVKind? {
    if names.contains("currency") { return .orders }
    let hasAddress = names.contains { $0 == "address" || $0.hasPrefix("address.") }
    if hasAddress, names.contains("customer") { return .profiles }
    return names.contains("email") ? .customers : nil
  }
}
