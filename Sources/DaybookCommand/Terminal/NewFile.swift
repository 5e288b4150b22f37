import EventLog

/// A file that is written under a name of its own and gets its real one when all of it is there.
///
/// Only its owner may read it. What is there already is never overwritten, and of a file that was not
/// finished nothing is left.
final class NewFile {
  let output: Output
  private let draft: DraftFile

  /// - Throws: `CommandError` with `file_exists`, or an error of the log.
  init(_ path: String) throws {
    draft = try Self.explained { () throws(LogError) in
      try DraftFile(of: path, isDatabase: false)
    }
    let descriptor = draft.descriptor
    output = Output { (bytes) throws(OutputError) in
      try Terminal.write(bytes, to: descriptor)
    }
  }

  /// Writes what was gathered, flushes it to the disk, and gives the file its name.
  func publish() throws {
    try output.flush()
    try Self.explained { () throws(LogError) in try draft.publish() }
  }

  /// Says what to do about a file that is in the way.
  static func explained<Value>(_ body: () throws(LogError) -> Value) throws -> Value {
    do {
      return try body()
    } catch  where error.code == .exists {
      throw CommandError(.fileExists, error.message, hint: "Name a new file, or remove that one.")
    }
  }
}
