/// A line with the role it plays; its width is that of the text alone.
struct StyledLine: Sendable {
  let text: String
  let role: Style.Role?

  init(_ text: String, _ role: Style.Role? = nil) {
    self.text = text
    self.role = role
  }

  func text(_ style: Style) -> String {
    role.map { style($0, text) } ?? text
  }
}

/// Blocks of lines, such as addresses: next to each other where there is room, else one below the
/// other.
enum Blocks {
  private static let gap = 4
  /// What counts as room where nobody knows how wide the paper is.
  private static let usualWidth = 100

  static func lines(_ blocks: [[StyledLine]], width: Int?, _ style: Style) -> [String] {
    let widths = blocks.map { block in block.map { DisplayWidth.of($0.text) }.max() ?? 0 }
    let needed = widths.reduce(0, +) + gap * max(0, blocks.count - 1)
    guard needed <= width ?? usualWidth else {
      return Array(blocks.map { $0.map { $0.text(style) } }.joined(separator: [""]))
    }
    return (0..<(blocks.map(\.count).max() ?? 0)).map { row in
      var line = ""
      var owed = 0
      for (index, block) in blocks.enumerated() {
        let here = row < block.count ? block[row] : StyledLine("")
        if !here.text.isEmpty {
          line += String(repeating: " ", count: owed) + here.text(style)
          owed = 0
        }
        owed += widths[index] + gap - DisplayWidth.of(here.text)
      }
      return line
    }
  }
}
