/// The hash function SHA-256 of FIPS 180-4.
package struct SHA256: Sendable {
  static let blockSize = 64

  private var state = SHA256State()
  private var pending = InlineArray<64, UInt8>(repeating: 0)
  private var pendingCount = 0
  private var byteCount: UInt64 = 0

  /// Starts a hash of no bytes.
  package init() {}

  /// The hash of a whole text.
  package static func hash(_ bytes: [UInt8]) -> Digest {
    hash(bytes.span)
  }

  /// The hash of a whole text.
  package static func hash(_ bytes: Span<UInt8>) -> Digest {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finalize()
  }

  /// Adds bytes to what is hashed.
  package mutating func update(_ bytes: [UInt8]) {
    update(bytes.span)
  }

  /// Adds the UTF-8 bytes of a text to what is hashed.
  package mutating func update(_ text: String) {
    update(text.utf8Span.span)
  }

  /// Adds bytes to what is hashed.
  package mutating func update(_ bytes: Span<UInt8>) {
    byteCount &+= UInt64(bytes.count)
    var position = 0
    if pendingCount > 0 {
      position = min(Self.blockSize - pendingCount, bytes.count)
      keep(bytes, 0..<position)
      guard pendingCount == Self.blockSize else { return }
      state.compress(pending.span, at: 0)
      pendingCount = 0
    }
    while bytes.count - position >= Self.blockSize {
      state.compress(bytes, at: position)
      position += Self.blockSize
    }
    keep(bytes, position..<bytes.count)
  }

  /// Ends the hash.
  package consuming func finalize() -> Digest {
    // A one bit, zeros up to the last eight bytes of a block, and there the length in bits.
    let bitCount = byteCount &* 8
    var state = state
    pending[pendingCount] = 0x80
    pendingCount += 1
    if pendingCount > Self.blockSize - 8 {
      for index in pendingCount..<Self.blockSize { pending[index] = 0 }
      state.compress(pending.span, at: 0)
      pendingCount = 0
    }
    for index in pendingCount..<Self.blockSize - 8 { pending[index] = 0 }
    for index in 0..<8 {
      let shift = UInt64(56 - 8 * index)
      pending[Self.blockSize - 8 + index] = UInt8(truncatingIfNeeded: bitCount >> shift)
    }
    state.compress(pending.span, at: 0)
    return state.digest
  }

  /// Keeps bytes until they fill a block.
  private mutating func keep(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    for index in range {
      pending[pendingCount] = bytes[index]
      pendingCount += 1
    }
  }
}
