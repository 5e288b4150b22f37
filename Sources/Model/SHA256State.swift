internal import CSHA256

/// The eight words that SHA-256 carries from block to block.
struct SHA256State: Sendable {
  private var words: SIMD8<UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  /// Whether the processor has instructions for SHA-256; with them a block takes a fifth of the time.
  static let hasInstructions = csha256_is_available()

  /// Works blocks of 64 bytes into the state.
  mutating func compress(_ blocks: Span<UInt8>) {
    guard Self.hasInstructions else { return compressWithoutInstructions(blocks) }
    let count = blocks.count / SHA256.blockSize
    withUnsafeMutableBytes(of: &words) { words in
      blocks.withUnsafeBytes { blocks in
        csha256_compress(
          words.assumingMemoryBound(to: UInt32.self).baseAddress,
          blocks.assumingMemoryBound(to: UInt8.self).baseAddress,
          count
        )
      }
    }
  }

  /// The same on any processor.
  mutating func compressWithoutInstructions(_ blocks: Span<UInt8>) {
    for start in stride(from: 0, to: blocks.count, by: SHA256.blockSize) {
      compress(blocks, at: start)
    }
  }

  private mutating func compress(_ bytes: Span<UInt8>, at start: Int) {
    let scheduled = Self.schedule(bytes.extracting(start..<start + 64))
    // Through a span, as reading the array by index copies it.
    let schedule = scheduled.span
    var (a, b, c, d) = (words[0], words[1], words[2], words[3])
    var (e, f, g, h) = (words[4], words[5], words[6], words[7])
    // Eight rounds at a time: then every word is back in its place, and none had to be moved.
    for index in stride(from: 0, to: 64, by: 8) {
      Self.round(a, b, c, &d, e, f, g, &h, schedule[index])
      Self.round(h, a, b, &c, d, e, f, &g, schedule[index &+ 1])
      Self.round(g, h, a, &b, c, d, e, &f, schedule[index &+ 2])
      Self.round(f, g, h, &a, b, c, d, &e, schedule[index &+ 3])
      Self.round(e, f, g, &h, a, b, c, &d, schedule[index &+ 4])
      Self.round(d, e, f, &g, h, a, b, &c, schedule[index &+ 5])
      Self.round(c, d, e, &f, g, h, a, &b, schedule[index &+ 6])
      Self.round(b, c, d, &e, f, g, h, &a, schedule[index &+ 7])
    }
    words &+= SIMD8(a, b, c, d, e, f, g, h)
  }

  /// The message schedule of a block, each word with the constant of its round added.
  @inline(__always)
  private static func schedule(_ block: Span<UInt8>) -> InlineArray<64, UInt32> {
    var schedule = InlineArray<64, UInt32>(repeating: 0)
    for index in 0..<16 {
      let place = index &* 4
      schedule[index] =
        UInt32(block[place]) << 24 | UInt32(block[place &+ 1]) << 16
        | UInt32(block[place &+ 2]) << 8 | UInt32(block[place &+ 3])
    }
    for index in 16..<64 {
      let near = schedule[index &- 2]
      let far = schedule[index &- 15]
      schedule[index] =
        schedule[index &- 16] &+ schedule[index &- 7]
        &+ (rotate(near, 17) ^ rotate(near, 19) ^ near &>> 10)
        &+ (rotate(far, 7) ^ rotate(far, 18) ^ far &>> 3)
    }
    for index in 0..<64 {
      schedule[index] &+= constants[index]
    }
    return schedule
  }

  @inline(__always)
  private static func round(
    _ a: UInt32,
    _ b: UInt32,
    _ c: UInt32,
    _ d: inout UInt32,
    _ e: UInt32,
    _ f: UInt32,
    _ g: UInt32,
    _ h: inout UInt32,
    _ word: UInt32
  ) {
    h &+= (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) &+ (g ^ e & (f ^ g)) &+ word
    d &+= h
    h &+= (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) &+ (a & b | c & (a | b))
  }

  /// The state as the hash.
  var digest: Digest {
    func pair(_ index: Int) -> UInt64 {
      UInt64(words[index]) << 32 | UInt64(words[index + 1])
    }
    return Digest(SIMD4(pair(0), pair(2), pair(4), pair(6)))
  }

  private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word &>> count | word &<< (32 &- count)
  }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: InlineArray<64, UInt32> = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1,
    0x923f_82a4, 0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3,
    0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786,
    0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147,
    0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13,
    0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a,
    0x5b9c_ca4f, 0x682e_6ff3, 0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208,
    0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}
