/// A property of a value by its place in memory, where it has one.
///
/// Commands are read field by field, and again for their fingerprint; through key paths that took as
/// long as hashing them.
struct StoredProperty<Root, Value>: Sendable {
  private let path: any WritableKeyPath<Root, Value> & Sendable
  /// Nil for a property that is computed.
  private let offset: Int?

  init(_ path: any WritableKeyPath<Root, Value> & Sendable) {
    self.path = path
    offset = MemoryLayout<Root>.offset(of: path)
  }

  func value(of root: Root) -> Value {
    guard let offset else { return root[keyPath: path] }
    return withUnsafeBytes(of: root) { bytes in
      bytes.load(fromByteOffset: offset, as: Value.self)
    }
  }

  func set(_ value: Value, in root: inout Root) {
    guard let offset else {
      root[keyPath: path] = value
      return
    }
    withUnsafeMutableBytes(of: &root) { bytes in
      // What has a property is somewhere.
      let place = bytes.baseAddress.map { $0 + offset }
      place?.assumingMemoryBound(to: Value.self).pointee = value
    }
  }
}
