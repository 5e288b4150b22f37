import Daybook
import Model

/// Runs what the arguments ask for, by kind.
enum Dispatch {
  static func run(_ session: Session) throws -> ExitStatus {
    switch session.invocation.subcommand.kind {
    case .write(let type): try WriteRunner.run(type, session)
    case .query(let type): try QueryRunner.run(type, session)
    case .other(let type): try run(type, session)
    }
  }

  private static func run<Other: Command>(
    _ type: Other.Type,
    _ session: Session
  ) throws -> ExitStatus {
    try type.declaration.read(session.invocation.fields).run(in: session)
  }
}
