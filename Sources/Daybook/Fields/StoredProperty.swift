/// Reads a property of a value by its place in memory, where it has one.
///
/// The content of a command is read field by field for its fingerprint; through key paths that took as
/// long as hashing it.
struct StoredProperty<Root, Value>: Sendable {
  private let path: any KeyPath<Root, Value> & Sendable
  /// Nil for a property that is computed.
  private let offset: Int?

  init(_ path: any KeyPath<Root, Value> & Sendable) {
    self.path = path
    offset = MemoryLayout<Root>.offset(of: path)
  }

  func value(of root: Root) -> Value {
    guard let offset else { return root[keyPath: path] }
    return withUnsafeBytes(of: root) { bytes in
      bytes.load(fromByteOffset: offset, as: Value.self)
    }
  }
}
