import EventLog

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is written under a name of its own and gets its real one when all of it is there.
///
/// Only its owner may read it. What is there already is never overwritten, and of a file that was not
/// finished nothing is left.
final class NewFile {
  let output: Output
  private let path: String
  private let draft: String
  private let descriptor: Int32
  private var isDraft = true

  /// - Throws: `CommandError` with `file_exists`, or an error of the log.
  init(_ path: String) throws {
    self.path = path
    draft = try Self.explained { () throws(LogError) in try LedgerFile.draft(of: path) }
    let descriptor = open(draft, O_WRONLY | O_CLOEXEC)
    self.descriptor = descriptor
    output = Output { (bytes) throws(OutputError) in
      try Terminal.write(bytes, to: descriptor)
    }
    guard descriptor >= 0 else {
      throw OutputError.failed(String(cString: strerror(errno)))
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if isDraft { unlink(draft) }
  }

  /// Writes what was gathered, flushes it to the disk, and gives the file its name.
  func publish() throws {
    try output.flush()
    try LedgerFile.sync(draft)
    try Self.explained { () throws(LogError) in try LedgerFile.publish(draft, as: path) }
    isDraft = false
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
