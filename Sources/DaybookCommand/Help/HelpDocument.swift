import Daybook
import Model

/// Help for programs: commands with their fields, as they are declared.
enum HelpDocument {
  static func members(_ subcommands: [Subcommand]) -> MemberText {
    var members = MemberText()
    members.add("version", .string(DaybookCommand.version))
    members.add("commands", subcommands.map(command))
    members.add("options", CommonOptions.descriptions.map(field))
    members.add("write_options", CommonOptions.provenanceDescriptions.map(field))
    return members
  }

  private static func command(_ subcommand: Subcommand) -> MemberText {
    var members = MemberText()
    members.add("command", .string(subcommand.name))
    members.add("summary", .string(subcommand.summary))
    members.add("writes", .boolean(isWrite(subcommand)))
    members.add("operands", .array(subcommand.operands.map { .string($0.name) }))
    members.add("fields", subcommand.fields.map(field))
    return members
  }

  private static func isWrite(_ subcommand: Subcommand) -> Bool {
    if case .write = subcommand.kind { true } else { false }
  }

  private static func field(_ description: FieldDescription) -> MemberText {
    var members = MemberText()
    members.add("field", .string(description.name))
    members.add("help", .string(description.help))
    members.add("required", .boolean(description.isRequired))
    add(description.kind, to: &members)
    return members
  }

  /// The name of a kind, and what belongs to it; of a list those of its elements.
  private static func add(_ kind: FieldKind, to members: inout MemberText) {
    var (element, isList) = (kind, false)
    while case .list(let inner) = element { (element, isList) = (inner, true) }
    members.add("kind", .string(name(of: element)))
    if isList { members.add("list", true) }
    switch element {
    case .entity(let kind): members.add("entity", .string(kind))
    case .choice(let names): members.add("choices", .array(names.map(JSON.string)))
    case .object(let fields): members.add("fields", fields.map(field))
    default: break
    }
  }

  private static func name(of kind: FieldKind) -> String {
    switch kind {
    case .text: "text"
    case .email: "email"
    case .code: "code"
    case .integer: "integer"
    case .boolean: "boolean"
    case .time: "time"
    case .day: "day"
    case .entity: "entity"
    case .choice: "choice"
    case .object: "object"
    case .list: "list"
    case .map: "map"
    }
  }
}
