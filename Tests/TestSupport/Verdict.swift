package import Daybook
package import Events
package import Model
package import Testing

/// What a decision came to, to be compared with what a test expects.
///
/// Failures point at the test.
package struct Verdict {
  private let result: Result<DecisionContext, any Error>

  init(_ decision: () throws -> DecisionContext) {
    result = Result(catching: decision)
  }

  /// The decision appended exactly these events, in this order.
  @discardableResult
  package func then(
    _ expected: any EventType...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Verdict {
    then(expected, sourceLocation: sourceLocation)
  }

  /// The decision appended exactly these events, in this order.
  @discardableResult
  package func then(
    _ expected: [any EventType],
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Verdict {
    guard let context = decided(sourceLocation) else { return self }
    let found = context.events.map(Self.text)
    let wanted = expected.map(Self.text)
    if found.map(Array.init(_:)) != wanted.map(Array.init(_:)) {
      Issue.record(
        "Expected\n\(Self.list(wanted))\nbut the decision appended\n\(Self.list(found))",
        sourceLocation: sourceLocation
      )
    }
    return self
  }

  /// The command was refused with a code; `details` names those of its details that matter.
  @discardableResult
  package func refuses(
    _ code: Refusal.Code,
    _ details: JSONObject = [:],
    saying words: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Verdict {
    let refusal: Refusal
    switch result {
    case .failure(let error as Refusal): refusal = error
    case .failure(let error):
      Issue.record("The decision failed: \(error)", sourceLocation: sourceLocation)
      return self
    case .success(let context):
      Issue.record(
        """
        Expected \(code.rawValue), but the decision appended
        \(Self.list(context.events.map(Self.text)))
        """,
        sourceLocation: sourceLocation
      )
      return self
    }
    #expect(refusal.code == code, "\(refusal.message)", sourceLocation: sourceLocation)
    for (key, value) in details {
      #expect(refusal.details[key] == value, "details.\(key)", sourceLocation: sourceLocation)
    }
    if let words {
      #expect(
        refusal.message.contains(words),
        "\(refusal.message)",
        sourceLocation: sourceLocation
      )
    }
    return self
  }

  /// The decision appended something, whatever it was.
  @discardableResult
  package func appends(sourceLocation: SourceLocation = #_sourceLocation) -> Verdict {
    guard let context = decided(sourceLocation) else { return self }
    #expect(!context.events.isEmpty, sourceLocation: sourceLocation)
    return self
  }

  /// The command succeeded without an event, and names these things as what it is about.
  @discardableResult
  package func changesNothing(
    _ touched: KeyValuePairs<String, Int64>,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Verdict {
    guard let context = decided(sourceLocation) else { return self }
    then([], sourceLocation: sourceLocation)
    let found = Set(context.touched.map { "\($0.kind):\($0.number)" })
    let wanted = Set(touched.map { "\($0.key):\($0.value)" })
    #expect(found == wanted, sourceLocation: sourceLocation)
    return self
  }

  /// The outcome's warnings are these.
  @discardableResult
  package func warns(
    _ warnings: [JSON],
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Verdict {
    guard let context = decided(sourceLocation) else { return self }
    #expect(context.warnings == warnings, sourceLocation: sourceLocation)
    return self
  }

  /// The outcome says this beside positions and numbers.
  @discardableResult
  package func says(
    _ key: String,
    _ value: JSON,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Verdict {
    guard let context = decided(sourceLocation) else { return self }
    #expect(context.extras[key] == value, sourceLocation: sourceLocation)
    return self
  }

  private func decided(_ sourceLocation: SourceLocation) -> DecisionContext? {
    switch result {
    case .success(let context): return context
    case .failure(let refusal as Refusal):
      Issue.record(
        "The command was refused with \(refusal.code.rawValue): \(refusal.message)",
        sourceLocation: sourceLocation
      )
    case .failure(let error):
      Issue.record("The decision failed: \(error)", sourceLocation: sourceLocation)
    }
    return nil
  }

  private static func text(_ event: any EventType) -> String.UTF8View {
    "\(type(of: event).name) \(JSON.object(event.data).canonicalText)".utf8
  }

  private static func list(_ events: [String.UTF8View]) -> String {
    events.isEmpty ? "  nothing" : events.map { "  \($0)" }.joined(separator: "\n")
  }
}
