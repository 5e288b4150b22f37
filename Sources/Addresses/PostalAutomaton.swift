/// A pattern as a table of states: for each state and character, the next state.
struct PostalAutomaton: Sendable {
  /// The state that nothing leads out of.
  private static let dead: UInt16 = 0
  private static let start: UInt16 = 1

  private var transitions: [UInt16]
  private var accepting: [Bool]

  /// No pattern of the table needs a tenth of this; a pattern that needs more is refused.
  private static let greatestCount = 1000

  /// Makes the table of a pattern; nil when it would be too large.
  init?(_ node: PostalPatternParser.Node) {
    var graph = PostalGraph()
    let entry = graph.add(node, before: PostalGraph.end)
    guard !graph.isTooLarge else { return nil }
    transitions = Array(repeating: Self.dead, count: 2 * PostalSymbol.count)
    // A state of the table is a set of states of the graph.
    let first = graph.closure(of: [entry])
    var numbers = [first: Self.start]
    var waiting = [first]
    accepting = [false, first.contains(PostalGraph.end)]
    while let set = waiting.popLast() {
      guard let number = numbers[set] else { return nil }
      for symbol in 0..<PostalSymbol.count {
        let next = graph.states(after: set, symbol)
        guard !next.isEmpty else { continue }
        if numbers[next] == nil {
          guard accepting.count < Self.greatestCount else { return nil }
          numbers[next] = UInt16(accepting.count)
          waiting.append(next)
          accepting.append(next.contains(PostalGraph.end))
          transitions += Array(repeating: Self.dead, count: PostalSymbol.count)
        }
        transitions[Int(number) * PostalSymbol.count + symbol] = numbers[next] ?? Self.dead
      }
    }
  }

  /// The state after a code; nil when the code leads nowhere.
  func state(after code: String, stopsWhenAccepting: Bool) -> UInt16? {
    var state = Self.start
    if stopsWhenAccepting, accepts(state) { return state }
    var stopped = false
    let reachedEnd = PostalSymbol.walk(code) { symbol in
      state = transitions[Int(state) * PostalSymbol.count + symbol]
      stopped = stopsWhenAccepting && accepts(state)
      return state != Self.dead && !stopped
    }
    return reachedEnd || stopped ? state : nil
  }

  /// Tells whether a code may end in a state.
  func accepts(_ state: UInt16) -> Bool {
    accepting[Int(state)]
  }
}
