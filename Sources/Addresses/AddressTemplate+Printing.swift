extension AddressTemplate {
  /// Prints an address.
  ///
  /// Punctuation stays only between two things that are there. A literal goes when the part after it
  /// is empty, and when the part before it left nothing on the line for it to follow.
  ///
  /// - Parameter values: The texts of the parts by their raw values; empty where there is none. A
  ///   street may be of several lines.
  /// - Returns: The lines, none of them empty.
  func printed(_ values: [String]) -> [String] {
    var result: [String] = []
    for line in lines {
      let text = printed(line, values)
      let pieces =
        text.utf8.contains(UInt8(ascii: "\n"))
        ? text.utf8.split(separator: UInt8(ascii: "\n")).map { String(Substring($0)) } : [text]
      result += pieces.map(\.trimmed).filter { !$0.isEmpty }
    }
    return result
  }

  private func printed(_ line: [Token], _ values: [String]) -> String {
    var text = ""
    var endsWithPart = false
    for (index, token) in line.enumerated() {
      switch token {
      case .part(let part):
        let value = values[part.rawValue]
        guard !value.isEmpty else { continue }
        text += value
        endsWithPart = true
      case .literal(let literal):
        if index + 1 < line.count, case .part(let next) = line[index + 1],
          values[next.rawValue].isEmpty
        {
          continue
        }
        if index > 0, case .part = line[index - 1], !endsWithPart { continue }
        text += literal
        endsWithPart = false
      }
    }
    return text
  }
}
