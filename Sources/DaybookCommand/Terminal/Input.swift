/// Where the program reads from.
///
/// For one thread at a time, which need not be the one that opened it.
package protocol Input: AnyObject, Sendable {
  /// How many bytes there will be, when that is known beforehand.
  var size: Int64? { get }
  /// Whether `read` would return at once.
  var isReady: Bool { get }
  /// Waits for bytes and appends them.
  ///
  /// - Returns: False at the end, where nothing was appended.
  /// - Throws: `CommandError`.
  func read(into buffer: inout [UInt8]) throws -> Bool
}
