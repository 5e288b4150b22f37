import Daybook
import Model

/// The name of a file, or - for standard input or output.
///
/// An empty one is an error, and not as good as none: a variable that was never set must not have the
/// program wait for input, or print what was to be kept.
struct FileName: FieldValue {
  let text: String

  static var fieldKind: FieldKind { .text }

  init(field json: JSON) throws(Refusal) {
    text = try String(field: json)
    guard !text.isEmpty else { throw .invalid("must name a file; an empty text names none") }
  }

  var fieldJSON: JSON { .string(text) }

  /// Where the file is; nil for standard input or output.
  var path: String? { text == "-" ? nil : text }
}
