import Daybook
import Events
import Model

/// The name of an event type that this program knows.
struct EventTypeName: FieldValue {
  let text: String

  static var fieldKind: FieldKind { .text }

  init(field json: JSON) throws(Refusal) {
    let name = json.string ?? ""
    guard Catalogue.entry(named: name) != nil else {
      let names = Catalogue.entries.map { $0.type.name }
      let nearest = Spelling.nearest(to: name, among: names)
      throw .invalid(
        "names no event type"
          + (nearest.map { "; did you mean \($0)?" }
            ?? "; there are \(names.joined(separator: ", "))")
      )
    }
    text = name
  }

  var fieldJSON: JSON { .string(text) }
}

/// A time, or a date that stands for the whole of that day in UTC.
struct LogTime: FieldValue {
  let first: Instant
  let last: Instant

  static var fieldKind: FieldKind { .time }

  init(field json: JSON) throws(Refusal) {
    let text = json.string ?? ""
    if let time = Instant(text) {
      first = time
      last = time
    } else if let day = Instant(date: text) {
      first = day
      last = Instant(microseconds: day.microseconds + 86_399_999_999)
    } else {
      throw .invalid("must be a time such as 2026-03-01T12:00:00Z, or a date")
    }
  }

  var fieldJSON: JSON { .string(first.text) }
}
