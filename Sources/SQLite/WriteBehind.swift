import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Lets the disk begin with what is being written to a file, so that less is left when it must be durable.
///
/// The system would keep it in memory until somebody waits for it.
package final class WriteBehind: Sendable {
  private static let pauseMicroseconds: UInt32 = 10_000

  private let path: String
  private let isEnded = Atomic(false)

  /// Takes the path of a file that no connection locks, such as a write-ahead log: closing another one
  /// would take away SQLite's locks on it.
  package init(path: String) {
    self.path = path
  }

  /// Goes on until `end()`, on a thread of its own; only to save time, so that no failure matters.
  package func run() {
    let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var information = stat()
    var size: off_t = 0
    while !isEnded.load(ordering: .relaxed) {
      guard unsafe fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG
      else { return }
      if information.st_size != size {
        size = information.st_size
        fsync(descriptor)
      }
      usleep(Self.pauseMicroseconds)
    }
  }

  package func end() {
    isEnded.store(true, ordering: .relaxed)
  }
}
