import SQLite

/// Another program that holds the lock for writing.
final class BusyLedger {
  private let connection: Connection

  init(_ path: String) throws {
    connection = try Connection(path: path, access: .readWrite)
    try connection.run("BEGIN IMMEDIATE")
  }

  func release() {
    connection.close()
  }
}
