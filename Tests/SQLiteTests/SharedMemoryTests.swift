import Foundation
import SQLite
import Testing

/// What stands in the file of shared memory beside a database.
struct SharedMemoryTests {
  private static let marker = "zq1markerqz"

  /// Leaves what an erased value leaves in the memory of a process: pieces of all sizes that nobody has
  /// any more.
  private static func fillFreedMemory() {
    let sizes = stride(from: 34_000, through: 40_000, by: 64)
    let pieces = sizes.map { size in
      let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
      for offset in stride(from: 0, to: size - marker.utf8.count, by: marker.utf8.count) {
        piece[offset..<offset + marker.utf8.count].copyBytes(from: marker.utf8)
      }
      return piece
    }
    for piece in pieces { piece.deallocate() }
  }

  /// A crash can leave a write-ahead log with a header and no whole frame.
  ///
  /// SQLite then copies memory that it has not written to into the file.
  @Test func holdsNothingOfTheProcessAfterARecovery() throws {
    let folder = try TemporaryFolder()
    let database = try Connection(path: folder.file("whole.db"), access: .create)
    try database.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (a)")
    var log = try Data(contentsOf: URL(filePath: folder.file("whole.db-wal")))
    log[32 + 24 + 100] ^= 0xff
    try log.write(to: URL(filePath: folder.file("torn.db-wal")))
    try FileManager.default.copyItem(
      atPath: folder.file("whole.db"),
      toPath: folder.file("torn.db")
    )
    Self.fillFreedMemory()
    let torn = try Connection(path: folder.file("torn.db"), access: .readWrite)
    #expect(try torn.integer("SELECT count(*) FROM sqlite_schema") == 0)
    let shared = try Data(contentsOf: URL(filePath: folder.file("torn.db-shm")))
    #expect(shared.count == 32_768)
    #expect(shared.range(of: Data(Self.marker.utf8)) == nil)
  }
}
