import DaybookCommand
import Synchronization

/// Bytes to be read, at once or in pieces.
final class BytesInput: Input {
  private let rest: Mutex<ArraySlice<UInt8>>
  private let pieceSize: Int
  let size: Int64? = nil
  let isReady = true

  init(_ bytes: [UInt8], pieceSize: Int = .max) {
    rest = Mutex(bytes[...])
    self.pieceSize = pieceSize
  }

  func read(into buffer: inout [UInt8]) -> Bool {
    let bytes = rest.withLock { rest in
      let piece = rest.prefix(pieceSize)
      rest = rest.dropFirst(piece.count)
      return piece
    }
    buffer += bytes
    return !bytes.isEmpty
  }
}
