#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file, a pipe or a terminal that is read from.
package final class FileInput: Input {
  private let descriptor: Int32
  private let closesAtEnd: Bool
  /// What SQLite's files begin with.
  private static let magic = Array("SQLite format 3\0".utf8)
  private static let pieceSize = 1 << 18

  /// Reads from a descriptor that somebody else opened and closes.
  package init(descriptor: Int32) {
    self.descriptor = descriptor
    closesAtEnd = false
  }

  /// Opens a file.
  ///
  /// - Throws: `CommandError`.
  package init(path: String) throws {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw CommandError(.fileUnreadable, "\(path) cannot be read: \(Self.reason()).")
    }
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw CommandError(.fileUnreadable, "\(path) cannot be read: it is a folder.")
    }
    var beginning = [UInt8](repeating: 0, count: Self.magic.count)
    let count = pread(descriptor, &beginning, beginning.count, 0)
    // Closing a database takes away the locks that SQLite has on it in this process, and it may be the very
    // ledger that is open.
    closesAtEnd = count != beginning.count || beginning != Self.magic
  }

  deinit {
    if closesAtEnd { close(descriptor) }
  }

  package var size: Int64? {
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return Int64(information.st_size)
  }

  package var isReady: Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // Every answer but "nothing yet" means that reading returns at once, be it with an error.
    return poll(&waiting, 1, 0) != 0
  }

  package func read(into buffer: inout [UInt8]) throws -> Bool {
    while true {
      var problem: Int32 = 0
      let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { bytes, count in
        let read = Self.read(descriptor, bytes.baseAddress, bytes.count)
        if read < 0 { problem = errno }
        count = max(0, read)
      }
      switch problem {
      case 0:
        buffer.append(contentsOf: piece)
        return !piece.isEmpty
      case EINTR: continue
      case EAGAIN:
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, -1)
      default:
        throw CommandError(.fileUnreadable, "The input cannot be read: \(Self.reason(problem)).")
      }
    }
  }

  private static func read(_ descriptor: Int32, _ bytes: UnsafeMutablePointer<UInt8>?, _ count: Int)
    -> Int
  {
    #if canImport(Glibc)
      Glibc.read(descriptor, bytes, count)
    #elseif canImport(Musl)
      Musl.read(descriptor, bytes, count)
    #else
      Darwin.read(descriptor, bytes, count)
    #endif
  }

  private static func reason(_ code: Int32 = errno) -> String {
    String(cString: strerror(code))
  }
}
