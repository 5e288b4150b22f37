import Daybook
import Model

/// A position of the log or a time of recording, as people give it.
///
/// An empty one is an error, and not as good as none: a variable that was never set must not lead to
/// the newest state.
struct RecordedPoint: FieldValue {
  let recorded: Moment.Recorded
  private let text: String

  /// The newest state.
  static let now = RecordedPoint()

  static var fieldKind: FieldKind { .text }

  private init() {
    recorded = .now
    text = ""
  }

  init(field json: JSON) throws(Refusal) {
    text = json.string ?? ""
    guard let recorded = Moment.recorded(text) else {
      throw .invalid("must be a position or a time such as 2026-03-01T12:00:00Z")
    }
    self.recorded = recorded
  }

  var fieldJSON: JSON { .string(text) }
}
