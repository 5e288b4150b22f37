package import Model
package import SQLite
package protocol EventSource {
  func size() throws -> Int64
  func leaf(at position: Int64) throws -> [UInt8]?
  func recordedAt(_ position: Int64) throws -> Instant?
  func replay(after: Int64, through: Int64, occurredUntil: Instant?, _ body: (borrowing Row) throws -> Void) throws
  func replay(tags: [String], through: Int64, occurredUntil: Instant?, _ body: (borrowing Row) throws -> Void) throws
}
package typealias Progress = (_ done: Int64, _ total: Int64) -> Void
package final class ReadModels {
  package init(path: String) throws {}
  package static func inMemory() throws -> ReadModels { try ReadModels(path: "") }
  package func catchUp(with source: some EventSource, progress: Progress? = nil) throws {}
  package func replay(_ source: some EventSource, through: Int64, tags: [String]?, occurredUntil: Instant?) throws {}
  package func rows(_ query: String, _ parameters: [String: JSON]) throws -> [String] { [] }
}
