import Daybook
import Model
import Synchronization
import Testing

@testable import DaybookCommand

@Suite struct ReadAheadTests {
  private typealias Limits = HandOver.Limits

  private static func lines(_ numbers: ClosedRange<Int>) -> [String] {
    numbers.map {
      #"{"command":"customer.register","actor":"a","email":"c\#($0)@example.com"}"# + "\n"
    }
  }

  private func ahead(_ input: ScriptedInput, after: Int = 0, _ limits: Limits = Limits())
    -> ReadAhead<LineSource>
  {
    ReadAhead(LineSource(input, defaults: Provenance(actor: "test")), after: after, limits)
  }

  /// The numbers of the lines up to the end, as a taker gets them that works between any two.
  private func numbers(_ source: ReadAhead<LineSource>, work: () -> Void = {}) throws -> [Int64] {
    var numbers: [Int64] = []
    while true {
      if let line = source.next() {
        numbers.append(line.number)
        work()
      } else if source.isAtEnd {
        return numbers
      } else {
        try source.fill()
      }
    }
  }

  @Test(arguments: [0, 1, 7, 499, 500, .max]) func linesComeInOrder(_ after: Int) throws {
    let limits = Limits(lines: 5, bytes: 1000, linesAtOnce: 3)
    for limits in [limits, Limits()] {
      let input = ScriptedInput(Self.lines(1...500).map(ScriptedInput.Step.ready))
      #expect(try numbers(ahead(input, after: after, limits)) == Array(1...500))
    }
  }

  @Test func nothingIsAnEnd() throws {
    #expect(try numbers(ahead(ScriptedInput([]))) == [])
    #expect(try numbers(ahead(ScriptedInput([.ready("\n\n"), .later("")]))) == [])
  }

  /// However slowly lines are taken, no more of them wait than the limits allow.
  @Test(arguments: [(4, 1 << 20), (1000, 400)]) func noMoreIsReadThanMayWait(
    _ lines: Int,
    _ bytes: Int
  ) throws {
    let input = ScriptedInput(Self.lines(1...400).map(ScriptedInput.Step.ready))
    let source = ahead(input, Limits(lines: lines, bytes: bytes, linesAtOnce: 2))
    var count = 0
    var most = 0
    _ = try numbers(source) {
      count += 1
      most = max(most, input.steps - count)
    }
    // What was taken, what waits, what the reader has in its hands, and the end that it looks for.
    let mayWait = min(lines, bytes / 70 + 1)
    #expect(count == 400)
    #expect(most <= 2 * (mayWait + 2) + 3)
  }

  @Test func aLineBeyondTheLimitPasses() throws {
    let long = #"{"command":"\#(String(repeating: "x", count: 5000))"}"# + "\n"
    let text = Self.lines(1...3) + [long] + Self.lines(5...9)
    let input = ScriptedInput(text.map(ScriptedInput.Step.ready))
    let limits = Limits(lines: 100, bytes: 300, linesAtOnce: 50)
    #expect(try numbers(ahead(input, limits)) == Array(1...9))
  }

  /// What could be read before comes first.
  @Test(arguments: [0, 2, .max]) func whatEndsTheReadingIsThrown(_ after: Int) throws {
    let steps = Self.lines(1...5).map(ScriptedInput.Step.ready) + [.failure]
    let source = ahead(ScriptedInput(steps), after: after)
    var count = 0
    #expect(throws: ScriptedInput.Failure.self) {
      _ = try numbers(source) { count += 1 }
    }
    #expect(count == 5)
    #expect(!source.isAtEnd)
  }

  /// The reader waits for input only when the taker waits as well.
  @Test func whatIsNotReadyIsReadWhenAskedFor() throws {
    let texts = Self.lines(1...100)
    let steps = texts.enumerated().map { index, text in
      index.isMultiple(of: 3) ? ScriptedInput.Step.later(text) : .ready(text)
    }
    let input = ScriptedInput(steps)
    let source = ahead(input)
    var numbers: [Int64] = []
    while true {
      if let line = source.next() {
        numbers.append(line.number)
      } else if source.isAtEnd {
        break
      } else {
        // As a group is made durable before anything is waited for.
        if !source.isReady { input.isAskedFor = true }
        try source.fill()
        input.isAskedFor = false
      }
    }
    #expect(numbers == Array(1...100))
    #expect(!input.wasReadUnasked)
  }

  /// Half a line is no line, however long its other half takes.
  @Test func piecesOfLinesAreWaitedFor() throws {
    let text = Self.lines(1...40).joined()
    var steps: [ScriptedInput.Step] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      steps.append(
        steps.count.isMultiple(of: 2) ? .later("\(rest.prefix(31))") : .ready("\(rest.prefix(31))")
      )
      rest = rest.dropFirst(31)
    }
    #expect(try numbers(ahead(ScriptedInput(steps))) == Array(1...40))
  }

  /// Nobody has to send anything, or to take what was read, for it to end.
  @Test func itEndsWhenItIsClosed() throws {
    let limits = Limits(lines: 4, bytes: 1 << 20, linesAtOnce: 2)
    let ready = Self.lines(1...100).map(ScriptedInput.Step.ready)
    for steps in [[.never], ready + [.never]] {
      for lines in [0, 1, 5] {
        let input = ScriptedInput(steps)
        let source = ahead(input, limits)
        for _ in 0..<lines where source.next() == nil && source.isReady { try source.fill() }
        source.close()
        #expect(source.isAtEnd)
        #expect(source.next() == nil)
        source.close()
        #expect(!input.wasReadUnasked)
      }
    }
    // Nor must anybody remember to close it.
    _ = ahead(ScriptedInput(ready), limits).next()
  }
}
