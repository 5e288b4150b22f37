import Model
import Testing

@Suite struct MonitorTests {
  @Test func nothingIsLostBetweenThreads() throws {
    let sum = Monitor(0)
    let thread = SecondThread {
      for _ in 0..<10_000 { sum.use { $0 += 1 } }
    }
    for _ in 0..<10_000 { sum.use { $0 += 1 } }
    try #require(thread).join()
    #expect(sum.use { $0 } == 20_000)
  }

  /// Two threads take turns, each waiting for the other one.
  @Test func whoWaitsIsWoken() throws {
    let turns = Monitor([Int]())
    let thread = SecondThread {
      for _ in 0..<500 { turns.use(when: { $0.count % 2 == 1 }) { $0.append(2) } }
    }
    for _ in 0..<500 { turns.use(when: { $0.count % 2 == 0 }) { $0.append(1) } }
    try #require(thread).join()
    #expect(turns.use { $0 } == (0..<1000).map { $0 % 2 + 1 })
  }
}
