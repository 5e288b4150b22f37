import Model

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The file that holds a ledger, before SQLite opens it.
package enum LedgerFile {
  /// Gives a finished file its name, if nothing has that name, and makes sure that it keeps it.
  ///
  /// - Throws: `LogError` with `exists` or `unreachable`. Only when the folder itself cannot be written to
  ///   the disk the file has its name all the same, and the message says so.
  static func publish(_ draft: String, as path: String) throws(LogError) {
    // While nothing has changed yet: a folder that cannot be opened cannot be synced either.
    let folder = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else {
      throw LogError(
        .unreachable,
        "\(path) cannot be made: its folder cannot be read: \(reason())."
      )
    }
    defer { close(folder) }
    if link(draft, path) == 0 {
      unlink(draft)
    } else if errno == EEXIST {
      throw exists(path)
    } else {
      // Not every file system has hard links. `renameat2` would refuse to replace a file made since the
      // look at it, but Swift sees it on no platform.
      var information = stat()
      guard lstat(path, &information) != 0 else { throw exists(path) }
      guard rename(draft, path) == 0 else {
        throw LogError(.unreachable, "\(path) cannot be made: \(reason()).")
      }
    }
    // Some file systems cannot sync folders, and keep their names in other ways.
    guard fsync(folder) == 0 || errno == EINVAL || errno == ENOTSUP else {
      throw LogError(
        .unreachable,
        "\(path) is there and whole, but a power failure may still take it away: its folder cannot be "
          + "written to the disk: \(reason())."
      )
    }
  }

  static func exists(_ path: String) -> LogError {
    LogError(.exists, "\(path) exists already; nothing was changed.")
  }

  /// Where the read models of a ledger are kept: `ledger.db` → `ledger.projections.db`.
  package static func readModels(of path: String) -> String {
    (path.hasSuffix(".db") ? String(path.dropLast(3)) : path) + readModelsEnding
  }

  private static let readModelsEnding = ".projections.db"

  /// Makes sure that a path is not where the read models of a ledger are kept that is there.
  static func checkName(_ path: String) throws(LogError) {
    guard path.hasSuffix(readModelsEnding) else { return }
    let stem = String(path.dropLast(readModelsEnding.count))
    for ledger in [stem + ".db", stem] {
      var information = stat()
      guard lstat(ledger, &information) == 0, information.st_mode & S_IFMT != S_IFDIR else {
        continue
      }
      throw LogError(
        .exists,
        "\(path) is where the read models of \(ledger) are kept; nothing was changed."
      )
    }
  }

  /// Makes sure that nothing is left of another database that once had this path.
  ///
  /// SQLite would take it for a part of the new one: what the old one had would come back in its place.
  static func checkBeside(_ path: String) throws(LogError) {
    for suffix in ["-wal", "-journal"] {
      var information = stat()
      guard lstat(path + suffix, &information) == 0, information.st_size > 0 else { continue }
      throw LogError(
        .exists,
        "\(path)\(suffix) is left of another database that was at \(path), and would change the new one. "
          + "Move it away together with that database, or remove it when nothing of it is needed; "
          + "nothing was changed."
      )
    }
  }

  /// Removes a file that was made and could not be filled; its side files first, so that none is left
  /// without it.
  static func remove(_ path: String) {
    for suffix in ["-wal", "-shm", "-journal", ""] { unlink(path + suffix) }
  }

  /// Makes sure that a path leads to a file that can be read, and not by way of a symbolic link.
  static func check(_ path: String) throws(LogError) {
    var information = stat()
    guard lstat(path, &information) == 0 else {
      if errno == ENOENT {
        throw LogError(.missing, "There is no ledger at \(path).")
      }
      throw LogError(.unreachable, "\(path) cannot be opened: \(reason()).")
    }
    guard information.st_mode & S_IFMT != S_IFLNK else {
      throw LogError(
        .unreachable,
        "\(path) is a symbolic link, which is not followed: name the ledger file itself."
      )
    }
    guard information.st_mode & S_IFMT == S_IFREG else {
      throw LogError(.notLedger, "\(path) is not a Daybook ledger: it is not a file.")
    }
    guard access(path, R_OK) == 0 else {
      throw LogError(.unreachable, "\(path) cannot be opened: \(reason()).")
    }
  }

  /// Whether nothing forbids to write to the file and its folder, as SQLite's WAL needs it.
  ///
  /// What is not there may be there a moment later, when somebody else makes it, and is no less writable.
  package static func isWritable(_ path: String) -> Bool {
    func isAllowed(_ path: String) -> Bool { access(path, W_OK) == 0 || errno == ENOENT }
    return isAllowed(path) && isAllowed(folder(of: path))
  }

  /// Whether the file can be read only as one that nobody writes: SQLite needs a side file, there is
  /// none, and none can be made.
  ///
  /// - Throws: `LogError` with `unreachable` when what was written last stands beside it, and would be
  ///   missing.
  static func isImmutable(_ path: String) throws(LogError) -> Bool {
    let isWritable = access(folder(of: path), W_OK) == 0
    guard !isWritable, access(path + "-shm", F_OK) != 0 else { return false }
    var information = stat()
    guard lstat(path + "-wal", &information) != 0 || information.st_size == 0 else {
      throw LogError(
        .unreachable,
        "\(path) cannot be read where it is: what was written last stands in \(path)-wal, and SQLite makes a "
          + "file beside them to read it. Copy both into a folder that can be written."
      )
    }
    return true
  }

  /// The folder that a path stands in.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func reason() -> String {
    String(cString: strerror(errno))
  }
}
