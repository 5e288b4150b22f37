/// A pattern of postal codes, such as `\d{2}-\d{3}`.
///
/// It is compiled to a table of states, one step a character, so no input makes it slow. As no
/// pattern repeats without end, it stops after a dozen characters however long the input is.
///
/// Case does not matter, and a decimal digit of any script counts as that digit.
package struct PostalPattern: Sendable {
  /// The pattern as the table writes it.
  package let text: String
  private let automaton: PostalAutomaton

  /// Compiles a pattern; nil when it is none.
  ///
  /// The language is that of the table: capital letters, digits, blank and hyphen, `\d`, classes
  /// with ranges, groups, `|`, `?`, `{2}` and `{2,4}`.
  package init?(_ text: String) {
    var parser = PostalPatternParser(text)
    guard let node = parser.pattern(), let automaton = PostalAutomaton(node) else { return nil }
    self.text = text
    self.automaton = automaton
  }

  /// Tells whether a whole code is as the pattern wants it.
  package func matches(_ code: String) -> Bool {
    guard let state = automaton.state(after: code, stopsWhenAccepting: false) else { return false }
    return automaton.accepts(state)
  }

  /// Tells whether a code begins as the pattern wants it.
  package func matchesStart(of code: String) -> Bool {
    guard let state = automaton.state(after: code, stopsWhenAccepting: true) else { return false }
    return automaton.accepts(state)
  }
}
