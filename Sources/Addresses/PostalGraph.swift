/// A pattern as a graph: each state either takes a character or leads on without one.
struct PostalGraph {
  private enum State {
    case symbol(UInt64, next: Int)
    case choice([Int])
  }

  /// The state in which a code may end.
  static let end = 0

  private var states: [State] = [.choice([])]
  private static let greatestCount = 5000

  /// Whether so many states were asked for that the graph is not complete.
  private(set) var isTooLarge = false

  /// Adds what a piece of a pattern needs.
  ///
  /// - Parameters:
  ///   - node: The piece.
  ///   - next: The state that follows it.
  /// - Returns: The state in which the piece begins.
  mutating func add(_ node: PostalPatternParser.Node, before next: Int) -> Int {
    switch node {
    case .symbol(let set):
      return add(.symbol(set, next: next))
    case .sequence(let nodes):
      return nodes.reversed().reduce(next) { add($1, before: $0) }
    case .alternatives(let nodes):
      let entries = nodes.map { add($0, before: next) }
      return add(.choice(entries))
    case .repeated(let node, let least, let most):
      var entry = next
      for _ in least..<most where !isTooLarge {
        entry = add(.choice([add(node, before: entry), next]))
      }
      for _ in 0..<least where !isTooLarge {
        entry = add(node, before: entry)
      }
      return entry
    }
  }

  private mutating func add(_ state: State) -> Int {
    guard states.count < Self.greatestCount else {
      isTooLarge = true
      return Self.end
    }
    states.append(state)
    return states.count - 1
  }

  /// The states that take a character, or the end, which these lead to without one; in order.
  func closure(of entries: [Int]) -> [Int] {
    var seen: Set<Int> = []
    var waiting = entries
    var result: [Int] = []
    while let state = waiting.popLast() {
      guard seen.insert(state).inserted else { continue }
      switch states[state] {
      case .choice(let next) where state != Self.end: waiting += next
      default: result.append(state)
      }
    }
    return result.sorted()
  }

  /// The states after a character.
  func states(after set: [Int], _ symbol: Int) -> [Int] {
    let entries = set.compactMap { state -> Int? in
      guard case .symbol(let symbols, let next) = states[state],
        symbols & (1 << UInt64(symbol)) != 0
      else { return nil }
      return next
    }
    return entries.isEmpty ? [] : closure(of: entries)
  }
}
