package import Daybook

/// A subcommand that is neither a write command nor a query of the read models.
///
/// Each is one file of the folder Commands, where the build finds it; its declaration gives its
/// name, its options and its help.
package protocol Command: Sendable {
  /// The name (`log`, `projection.rebuild`), what it does, its options.
  static var declaration: Declaration<Self> { get }
  /// Whether words without an option fill the first field.
  static var takesOperand: Bool { get }
  /// How many of the first fields words without an option fill, one after the other; one or none when
  /// left out.
  static var operandCount: Int { get }
  /// Whether `--as-of` and `--effective` mean something to it.
  static var takesMoment: Bool { get }
  /// Whether `--effective` does, `--as-of` aside.
  static var takesEffective: Bool { get }
  /// Whether `--csv` means something to it.
  static var takesCSV: Bool { get }
  /// More to say in its help, a paragraph each.
  static var notes: [String] { get }
  func run(in session: Session) throws -> ExitStatus
}

extension Command {
  package static var takesOperand: Bool { true }
  package static var operandCount: Int { takesOperand ? 1 : 0 }
  package static var takesMoment: Bool { false }
  package static var takesEffective: Bool { takesMoment }
  package static var takesCSV: Bool { false }
  package static var notes: [String] { [] }

  static var name: String { declaration.name }
  static var summary: String { declaration.summary }
  static var fieldDescriptions: [FieldDescription] { declaration.fields.map(\.description) }
}

/// The subcommands with a file of their own, listed when the program is built.
package enum Commands {}
