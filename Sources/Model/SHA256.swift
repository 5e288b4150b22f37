/// The hash function SHA-256 of FIPS 180-4.
package struct SHA256: Sendable {
  static let blockSize = 64

  private var state = SHA256State()
  private var pending = InlineArray<64, UInt8>(repeating: 0)
  private var pendingCount = 0
  private var byteCount: UInt64 = 0

  /// Whether the processor has instructions of its own for this.
  package static var hasInstructions: Bool { SHA256State.hasInstructions }

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

  /// Adds the 32 bytes of a hash to what is hashed.
  package mutating func update(_ digest: Digest) {
    digest.withBytes { update($0) }
  }

  /// Adds bytes to what is hashed.
  package mutating func update(_ bytes: Span<UInt8>) {
    byteCount &+= UInt64(bytes.count)
    var position = 0
    if pendingCount > 0 {
      position = min(Self.blockSize - pendingCount, bytes.count)
      keep(bytes, 0..<position)
      guard pendingCount == Self.blockSize else { return }
      state.compress(pending.span)
      pendingCount = 0
    }
    let rest = (bytes.count - position) % Self.blockSize
    if bytes.count - position > rest {
      state.compress(bytes.extracting(position..<bytes.count - rest))
    }
    keep(bytes, bytes.count - rest..<bytes.count)
  }

  /// Ends the hash.
  package consuming func finalize() -> Digest {
    // A one bit, zeros up to the last eight bytes of a block, and there the length in bits.
    let bitCount = (byteCount &* 8).bigEndian
    var state = state
    pending[pendingCount] = 0x80
    clear(from: pendingCount + 1)
    if pendingCount >= Self.blockSize - 8 {
      state.compress(pending.span)
      clear(from: 0)
    }
    withUnsafeMutableBytes(of: &pending) { block in
      block.storeBytes(of: bitCount, toByteOffset: Self.blockSize - 8, as: UInt64.self)
    }
    state.compress(pending.span)
    return state.digest
  }

  /// Keeps bytes until they fill a block.
  ///
  /// Copied as a whole: one by one they take longer than it takes the processor to hash them.
  private mutating func keep(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let place = pendingCount
    pendingCount += range.count
    withUnsafeMutableBytes(of: &pending) { block in
      bytes.extracting(range).withUnsafeBytes { bytes in
        UnsafeMutableRawBufferPointer(rebasing: block[place...]).copyMemory(from: bytes)
      }
    }
  }

  private mutating func clear(from start: Int) {
    withUnsafeMutableBytes(of: &pending) { block in
      _ = block[start...].initializeMemory(as: UInt8.self, repeating: 0)
    }
  }
}
