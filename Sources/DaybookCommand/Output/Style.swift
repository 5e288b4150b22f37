/// Colours, or none.
struct Style: Sendable {
  enum Role: Sendable {
    case heading
    case name
    case faint
    case good
    case bad
    case warning

    var code: String {
      switch self {
      case .heading, .name: "1"
      case .faint: "2"
      case .good: "32"
      case .bad: "1;31"
      case .warning: "33"
      }
    }
  }

  let isColored: Bool

  init(isColored: Bool) {
    self.isColored = isColored
  }

  func callAsFunction(_ role: Role, _ text: String) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(role.code)m\(text)\u{1B}[0m" : text
  }
}
