/// What a field holds: decides how the command line reads it and what help says of it.
package indirect enum FieldKind: Sendable {
  case text
  case email
  case code
  case integer
  case boolean
  case time
  case day
  case entity(String)
  case choice([String])
  case object([FieldDescription])
  case list(FieldKind)
  /// Any JSON object, with keys that the caller chooses.
  case map
}

/// A field without its type: for help, the command line and shell completion.
package struct FieldDescription: Sendable {
  package let name: String
  package let kind: FieldKind
  package let isRequired: Bool
  package let help: String

  package init(_ name: String, _ kind: FieldKind, isRequired: Bool = false, help: String) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
    self.help = help
  }
}
