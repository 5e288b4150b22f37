package import Model

/// A command and the decision it leads to: a value with the command's fields that reads the events
/// it depends on, and refuses or names the events to be appended.
///
/// A decision is pure: it reads history through its context only, takes time and random bytes from
/// there, and does no input or output.
public protocol Decision: Sendable {
  /// The command's name, its fields and what it does.
  static var declaration: Declaration<Self> { get }
  /// What `unless_changed_since` looks at; nil when the command has no subject.
  var subject: Subject? { get }
  /// Reads what it depends on, then refuses or appends to the context.
  ///
  /// - Throws: `Refusal`, or an error of the log.
  func decide(in context: inout DecisionContext) throws
}

extension Decision {
  /// None, for a command that does not concern one thing that exists.
  public var subject: Subject? { nil }
}

/// The first entity of a command.
public enum Subject: Sendable {
  case customer(CustomerReference)
  case profile(ProfileReference)
  case order(OrderReference)
  case claim(ClaimReference)
  case site(Code)
  case profileType(Code)
  case group(Code)
  case cart(CartReference)
  /// The cart of that reference, which may come into being.
  case cartOrNew(PublicText)
  case paymentMethod(PaymentMethodReference)
}

/// What there is to know of a command: its name, its fields, its help.
///
/// One declaration serves the command line, `apply` and the library.
public struct Declaration<Command: Sendable>: Sendable {
  /// `customer.register`: noun and verb.
  public let name: String
  /// One sentence for help.
  public let summary: String
  package var fields: Fields<Command> { store.fields }
  private let store: FieldStore<Command>
  // Closures, not methods: they are made where the command's type is known, and so compiled for it.
  // Methods would run as generic code, as commands are read by name.
  private let reading: @Sendable (JSONObject) throws(Refusal) -> Command
  private let writing: @Sendable (Command) -> JSONObject
  private let appending: @Sendable (Command, JSONObject, inout [UInt8]) -> Void
  private let naming: @Sendable (String) -> Bool

  /// Declares a command; `empty` makes one to read the fields into.
  package init(
    _ name: String,
    _ summary: String,
    _ fields: @autoclosure @escaping @Sendable () -> [Field<Command>],
    empty: @escaping @Sendable () -> Command
  ) {
    self.name = name
    self.summary = summary
    let store = FieldStore(fields)
    self.store = store
    reading = { (object) throws(Refusal) in
      var command = empty()
      try store.fields.read(object, into: &command)
      return command
    }
    writing = { command in store.fields.object(of: command) }
    appending = { (command, others, bytes) in
      store.fields.appendCanonical(command, with: others, to: &bytes)
    }
    naming = { key in store.fields.has(key) }
  }

  /// Reads a command from its fields.
  package func read(_ object: JSONObject) throws(Refusal) -> Command {
    try reading(object)
  }

  /// The command's fields as JSON, in one form whichever way they came.
  func content(of command: Command) -> JSONObject {
    writing(command)
  }

  /// Appends ``content(of:)`` and other members in canonical form.
  func append(_ command: Command, with others: JSONObject, to bytes: inout [UInt8]) {
    appending(command, others, &bytes)
  }

  /// Whether one of the fields has that name.
  func hasField(_ name: String) -> Bool {
    naming(name)
  }
}

/// All commands: the files of the folder Decisions, listed when the program is built.
package enum Decisions {
  private static let byName = Dictionary(
    all.map { ($0.name, $0.type) },
    uniquingKeysWith: { first, _ in first }
  )

  /// The command of a name such as `customer.register`.
  package static func named(_ name: String) -> (any Decision.Type)? {
    byName[name]
  }

  /// The names of all commands, sorted.
  package static var names: [String] {
    byName.keys.sorted()
  }
}

extension Decision {
  /// `customer.register`.
  package static var name: String { declaration.name }
  package static var summary: String { declaration.summary }
  package static var fieldDescriptions: [FieldDescription] {
    declaration.fields.map(\.description)
  }

  /// Whether a member that other commands have in common means something of its own here, as the
  /// site that is configured.
  package static func hasOwn(_ key: String) -> Bool {
    declaration.hasField(key)
  }

  package static func read(_ object: JSONObject) throws(Refusal) -> Self {
    try declaration.read(object)
  }

  package var content: JSONObject { Self.declaration.content(of: self) }

  /// The content and other members in canonical form.
  package func content(with others: JSONObject) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1024)
    Self.declaration.append(self, with: others, to: &bytes)
    return bytes
  }
}
