import Model
import Testing

@Suite struct TwoThreadsTests {
  private struct Failed: Error, Equatable {
    let number: Int
  }

  private final class Notes: @unchecked Sendable {
    // Each is written by one thread and read when both have ended.
    var first = 0
    var second = 0
  }

  @Test func doBoth() throws {
    let notes = Notes()
    try TwoThreads.run { _ in
      notes.first = 1
    } _: { _ in
      notes.second = 2
    }
    #expect(notes.first == 1)
    #expect(notes.second == 2)
  }

  @Test func passOnWhatFails() throws {
    #expect(throws: Failed(number: 1)) {
      try TwoThreads.run { _ in
        throw Failed(number: 1)
      } _: { _ in
      }
    }
    #expect(throws: Failed(number: 2)) {
      try TwoThreads.run { _ in
      } _: { _ in
        throw Failed(number: 2)
      }
    }
  }

  @Test func stopWhenTheOtherFails() throws {
    #expect(throws: Failed(number: 2)) {
      try TwoThreads.run { failure in
        while true { try failure.check() }
      } _: { _ in
        throw Failed(number: 2)
      }
    }
    #expect(throws: Failed(number: 1)) {
      try TwoThreads.run { _ in
        throw Failed(number: 1)
      } _: { failure in
        while true { try failure.check() }
      }
    }
  }
}
