import Synchronization

/// The fields of a command, made when they are first asked for.
///
/// A program that runs one command needs the fields of that one only; key paths take time to make,
/// and those of all commands would take most of its start.
final class FieldStore<Command: Sendable>: Sendable {
  private let make: @Sendable () -> [Field<Command>]
  private let made = Mutex<Fields<Command>?>(nil)

  init(_ make: @escaping @Sendable () -> [Field<Command>]) {
    self.make = make
  }

  var fields: Fields<Command> {
    made.withLock { made in
      if let made { return made }
      let fields = Fields(make())
      made = fields
      return fields
    }
  }
}
