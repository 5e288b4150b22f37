import Model

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is filled under a name of its own and gets its real one when all of it is there, so that
/// others see the whole file or none.
///
/// It is locked while it is filled. One that nobody holds any more was left by a process that died, and
/// goes when the next draft in its folder is made: see ``removeLeftOvers(in:)``. A draft that is not
/// published is removed with its last reference.
package final class DraftFile {
  /// Where the draft is, as long as it is not published.
  package let path: String
  private let target: String
  private let isDatabase: Bool
  /// The file, open for reading and writing, and locked; -1 once it is published.
  package private(set) var descriptor: Int32
  private var isPublished = false

  private static let attempts = 5

  /// Makes an empty file, which only its owner can read and write, for a path where nothing is yet.
  ///
  /// - Parameters:
  ///   - target: Where it will be.
  ///   - isDatabase: Whether SQLite is going to open it, together with what stands beside it.
  /// - Throws: `LogError` with `exists` when something is in the way (a symbolic link too), or with
  ///   `unreachable` when no file can be made there.
  package init(of target: String, isDatabase: Bool) throws(LogError) {
    var information = stat()
    guard lstat(target, &information) != 0 else { throw LedgerFile.exists(target) }
    try LedgerFile.checkName(target)
    if isDatabase { try LedgerFile.checkBeside(target) }
    let folder = LedgerFile.folder(of: target)
    Self.removeLeftOvers(in: folder)
    var random = RandomBytes()
    for _ in 0..<Self.attempts {
      let path = try DraftName.random(for: target, getpid(), &random)
      guard let descriptor = try Self.lockedFile(path, for: target) else { continue }
      self.path = path
      self.target = target
      self.isDatabase = isDatabase
      self.descriptor = descriptor
      return
    }
    throw LogError(.unreachable, "\(target) cannot be made: its draft is taken away all the time.")
  }

  deinit {
    if !isPublished { LedgerFile.remove(path) }
    if descriptor >= 0 { close(descriptor) }
  }

  /// Flushes the file to the disk, gives it its name, if nothing has that name, and makes sure that it
  /// keeps it.
  ///
  /// Nobody may have the file open through SQLite any more.
  ///
  /// - Throws: `LogError` with `exists`, or with `unreachable`, also when something else stands at its path
  ///   now, such as a link that leads elsewhere.
  package func publish() throws(LogError) {
    if isDatabase { try LedgerFile.checkBeside(target) }
    var (held, named) = (stat(), stat())
    guard fstat(descriptor, &held) == 0, lstat(path, &named) == 0, held.st_ino == named.st_ino,
      held.st_dev == named.st_dev
    else {
      throw LogError(.unreachable, "\(target) cannot be made: its draft was exchanged.")
    }
    guard fsync(descriptor) == 0 else {
      throw LogError(.unreachable, "\(path) cannot be written to the disk: \(LedgerFile.reason()).")
    }
    // Before the file has its name: closing a file takes away the locks that SQLite, in the same
    // process, has on it. The number of the process in its name protects the draft meanwhile.
    close(descriptor)
    descriptor = -1
    try LedgerFile.publish(path, as: target)
    isPublished = true
  }

  /// Nil when somebody took the file for one that was left behind, before it was locked.
  private static func lockedFile(_ path: String, for target: String) throws(LogError) -> Int32? {
    let flags = O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR | O_CLOEXEC
    let descriptor = open(path, flags, 0o600)
    guard descriptor >= 0 else {
      throw LogError(.unreachable, "\(target) cannot be made: \(LedgerFile.reason()).")
    }
    // A mask may take rights from the owner too.
    fchmod(descriptor, 0o600)
    // Some network file systems have no such locks; their left-overs stay.
    flock(descriptor, LOCK_EX)
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_nlink > 0 else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  /// Removes the drafts in a folder that processes left behind which died while they filled them.
  ///
  /// They may hold personal data that is meant to be nowhere else. A draft goes only when nobody holds
  /// its lock and no other process has the number that is a part of its name; what stands beside a draft
  /// goes with it.
  package static func removeLeftOvers(in folder: String) {
    let names = names(in: folder).filter { isGone($0.name.process) }
    for name in names where !name.name.isBeside { removeUnlessHeld("\(folder)/\(name.file)") }
    for name in names where name.name.isBeside {
      var information = stat()
      let path = "\(folder)/\(name.file)"
      guard lstat("\(folder)/\(name.name.draft)", &information) != 0,
        lstat(path, &information) == 0, isOwn(information)
      else { continue }
      unlink(path)
    }
  }

  private static func names(in folder: String) -> [(file: String, name: DraftName)] {
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var names: [(file: String, name: DraftName)] = []
    while let entry = readdir(listing) {
      let file = withUnsafePointer(to: entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer)) {
          String(cString: $0)
        }
      }
      if let name = DraftName(file) { names.append((file, name)) }
    }
    return names
  }

  /// Whether no other process has the number.
  ///
  /// The first process of each container has the same, so that this one's own number says nothing: there
  /// the lock decides alone.
  private static func isGone(_ process: Int32) -> Bool {
    process == getpid() || (kill(process, 0) != 0 && errno == ESRCH)
  }

  private static func removeUnlessHeld(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0, isOwn(information),
      flock(descriptor, LOCK_EX | LOCK_NB) == 0
    else { return }
    LedgerFile.remove(path)
  }

  /// Whether it is a file of this user.
  private static func isOwn(_ information: stat) -> Bool {
    information.st_mode & S_IFMT == S_IFREG && information.st_uid == geteuid()
  }
}
