/// Keyed hashes of RFC 2104 with SHA-256.
package enum HMAC {
  /// The code of a message under a key.
  ///
  /// For many messages, ``HMACKey`` hashes the key once.
  package static func sha256(key: [UInt8], message: [UInt8]) -> Digest {
    HMACKey(key).authenticate(message)
  }
}

/// A key for many messages, hashed once.
package struct HMACKey: Sendable {
  private var inner = SHA256()
  private var outer = SHA256()

  /// Takes a key of any length; one above 64 bytes stands for its hash, as RFC 2104 wants it.
  package init(_ key: [UInt8]) {
    var block = key.count > SHA256.blockSize ? SHA256.hash(key).bytes : key
    block.append(contentsOf: repeatElement(0, count: SHA256.blockSize - block.count))
    inner.update(block.map { $0 ^ 0x36 })
    outer.update(block.map { $0 ^ 0x5C })
  }

  /// The code of a message.
  package func authenticate(_ message: [UInt8]) -> Digest {
    authenticate(message.span)
  }

  /// The code of a message.
  package func authenticate(_ message: Span<UInt8>) -> Digest {
    var inner = inner
    inner.update(message)
    var outer = outer
    outer.update(inner.finalize())
    return outer.finalize()
  }
}
