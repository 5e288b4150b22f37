internal import Synchronization

/// A pattern of postal codes that is compiled when it is first asked for.
final class LazyPattern: Sendable {
  let text: String
  private let compiled = Mutex<PostalPattern??>(nil)

  init(_ text: String) {
    self.text = text
  }

  /// The compiled pattern; nil when the text is none.
  var pattern: PostalPattern? {
    compiled.withLock { compiled in
      if let compiled { return compiled }
      let pattern = PostalPattern(text)
      compiled = .some(pattern)
      return pattern
    }
  }
}
