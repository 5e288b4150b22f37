import Daybook
import Model

/// The options that every subcommand takes, those of the command's provenance aside.
struct CommonOptions: Shape {
  var ledger: String?
  var json = false
  var csv = false
  var asOf: RecordedPoint?
  var effective: Instant?
  var timeout = Timeout(milliseconds: 5000)
  var color = ColorChoice.auto
  var noProgress = false
  var help = false
  var version = false

  static let fields: Fields<CommonOptions> = [
    Field("ledger", \.ledger, "The ledger file; default: $DAYBOOK_LEDGER, else ledger.db"),
    Field("json", \.json, "One JSON document instead of text for people"),
    Field("csv", \.csv, "CSV (RFC 4180) instead of a table, where there are rows"),
    Field("as_of", \.asOf, "What the ledger knew at a position or time (queries)"),
    Field("effective", \.effective, "What had happened by a time, as known now (queries)"),
    Field("timeout", \.timeout, "Seconds to wait for another writer's lock; default: 5"),
    Field("color", \.color, "Colour: auto (on terminals), always or never"),
    Field("no_progress", \.noProgress, "No progress bar on terminals"),
    Field("help", \.help, "Help on what stands before it"),
    Field("version", \.version, "The program's version"),
  ]

  /// The descriptions of all common options: these, and those of a command's provenance.
  static let descriptions = fields.map(\.description)
  static let provenanceDescriptions = Provenance.fields.map(\.description)

  /// The common option of a name with underscores.
  static func description(of name: String) -> FieldDescription? {
    descriptions.first { $0.name == name } ?? provenanceDescriptions.first { $0.name == name }
  }
}

/// How long to wait, given in seconds that may have a fraction.
struct Timeout: FieldValue {
  let milliseconds: Int

  static var fieldKind: FieldKind { .text }

  init(milliseconds: Int) {
    self.milliseconds = milliseconds
  }

  init(field json: JSON) throws(Refusal) {
    let seconds = json.integer.map(Double.init) ?? json.string.flatMap(Double.init)
    guard let seconds, seconds >= 0, seconds <= 86_400 else {
      throw .invalid("must be seconds, from 0 to 86400; a fraction is allowed")
    }
    milliseconds = Int((seconds * 1000).rounded())
  }

  var fieldJSON: JSON { .integer(Int64(milliseconds / 1000)) }
}

/// When to use colour.
enum ColorChoice: String, CaseIterable, FieldValue {
  case auto, always, never

  static var fieldKind: FieldKind { .choice(allCases.map(\.rawValue)) }

  init(field json: JSON) throws(Refusal) {
    guard let choice = json.string.flatMap(ColorChoice.init) else {
      throw .invalid("must be auto, always or never")
    }
    self = choice
  }

  var fieldJSON: JSON { .string(rawValue) }
}
