/// Why something could not be written.
package enum OutputError: Error, Equatable, Sendable {
  /// The reader has gone away; there is nobody left to tell.
  case closed
  /// The operating system's reason.
  case failed(String)
}

/// Where the program writes to: text is gathered and handed on in pieces, not line by line.
package final class Output {
  /// Whether a person sits at the other end.
  package let isTerminal: Bool
  /// The columns of that terminal, when they are known.
  package let width: Int?
  /// Whether the reader has gone away, as far as that shows before anything is written.
  package var isClosed: () -> Bool = { false }

  private let sink: ([UInt8]) throws(OutputError) -> Void
  private var buffer: [UInt8] = []
  private static let capacity = 1 << 16

  package init(
    isTerminal: Bool = false,
    width: Int? = nil,
    sink: @escaping ([UInt8]) throws(OutputError) -> Void
  ) {
    self.isTerminal = isTerminal
    self.width = width
    self.sink = sink
  }

  package func write(_ text: String) throws(OutputError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.capacity { try flush() }
  }

  package func write(_ bytes: [UInt8]) throws(OutputError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.capacity { try flush() }
  }

  package func line(_ text: String = "") throws(OutputError) {
    try write(text + "\n")
  }

  /// Hands on what was gathered; what cannot be written is gone.
  package func flush() throws(OutputError) {
    guard !buffer.isEmpty else { return }
    defer { buffer.removeAll(keepingCapacity: true) }
    try sink(buffer)
  }
}
