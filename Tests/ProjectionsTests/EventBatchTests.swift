import Model
import Testing

@testable import Projections

@Suite struct EventBatchTests {
  /// All texts of an event, in the order of the columns.
  private func texts(_ event: Int, of batch: EventBatch) -> [String] {
    EventBatch.Column.allCases.map { column in
      batch.withText(column, of: event) { span in
        String(decoding: span.indices.map { span[$0] }, as: UTF8.self)
      }
    }
  }

  @Test func keepsWhatReadModelsSee() throws {
    let log = try FakeLog()
    try log.append("Begun", ["x": 1], personal: ["name": "Zoë"])
    try log.append("Ended", [:], occurred: 1)
    var batch = EventBatch()
    func fill(after position: Int64) throws {
      try log.replay(after: position, through: 2, occurredUntil: nil) { try batch.add($0) }
    }
    let (first, second) = (FakeLog.time(1), FakeLog.time(2))
    try fill(after: 0)
    #expect(batch.positions == [1, 2])
    #expect(
      texts(0, of: batch)
        == ["Begun", first, first, "uid:7", "checkout", "{\"x\":1}", "{\"name\":\"Zoë\"}"]
    )
    #expect(texts(1, of: batch) == ["Ended", second, first, "uid:7", "checkout", "{}", ""])
    #expect(batch.size == (texts(0, of: batch) + texts(1, of: batch)).joined().utf8.count)
    batch.removeAll()
    #expect(batch.size == 0)
    try fill(after: 1)
    #expect(batch.positions == [2])
    #expect(texts(0, of: batch) == ["Ended", second, first, "uid:7", "checkout", "{}", ""])
  }
}
