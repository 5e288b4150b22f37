import Model

extension EventLog {
  /// A C2SP tlog-checkpoint body: origin, size and base64 root, a line each.
  package func checkpoint() throws -> String {
    let tree = try tree()
    return Checkpoint(origin: origin, size: tree.size, root: tree.root).text
  }

  /// Whether a text can be the first line of a checkpoint: a name without white space, control
  /// characters or `+`, at most 255 bytes.
  package static func isOrigin(_ text: String) -> Bool {
    (1...255).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy { scalar in
        scalar != "+" && scalar.value > 0x20 && scalar.value != 0x7f
          && !scalar.properties.isWhitespace
      }
  }
}
