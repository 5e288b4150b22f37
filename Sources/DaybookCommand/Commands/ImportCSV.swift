import Daybook
import EventLog
import Model

/// `csv`: customers, address books or orders from CSV files.
struct ImportCSV: Command {
  var files: [FileName] = []
  var kind: CSVKind?
  var batch: Int64 = 1000
  var atomic = false
  var create = false
  var dryRun = false

  static let declaration = Declaration(
    "csv",
    "Imports customers, profiles or orders from CSV files; twice is as good as once.",
    [
      Field(
        required: "file",
        \.files,
        "The CSV files, in the order to read them; - for standard input"
      ),
      Field("kind", \.kind, "What the rows are, where the header does not tell"),
      Field(
        "batch",
        \.batch,
        "How many commands at most become durable together; 1000 if left out"
      ),
      Field("atomic", \.atomic, "All rows, or none; holds them all in memory"),
      Field("create", \.create, "Make the ledger if there is none"),
      Field(
        "dry_run",
        \.dryRun,
        "Tell what would happen, and append nothing; holds all rows in memory"
      ),
    ],
    empty: { ImportCSV() }
  )

  static let notes = [
    """
    The first line names the columns. They are the fields of customer register, profile add or order
    place, and the options of every write command; a field inside another has a dotted name, such as
    address.postal_code, and a list is JSON text. An empty cell leaves the field out.

    Customers also have has_account: false makes a guest. The lines of an order are a column lines, or
    rows of their own: rows that follow each other with the same reference (or number, if there is no
    reference) are one order, and their columns sku, title, quantity, unit_price its lines; the other
    columns may be left empty after its first row. What customer list and profile list print with
    --csv can be read: company is its name there, created_at stands for occurred_at, columns that
    follow from others are left alone, and enabled must be true.

    Cells are separated by commas, semicolons or tabs; the text is UTF-8. The channel is import unless
    a column or --channel says otherwise, so that addresses are only warned about.

    Each row has a command id, made of its reference or number, else of all it says: a row that was
    imported before is passed over, and one that was changed since is an error. Two equal rows without
    a reference count once. A row that fails leaves the others; the exit status is then 1.
    With --json there is a line for each row, as of apply, with its file and line.
    """
  ]

  func run(in session: Session) throws -> ExitStatus {
    guard !dryRun || !atomic, !dryRun || !create else {
      let other = atomic ? "atomic" : "create"
      throw Refusal.invalid("dry_run", "and --\(other) exclude each other")
    }
    let run = try ApplyRun(session, batch: batch)
    let defaults = try run.defaults(channel: .import)
    // All headers are looked at before the first row is imported.
    let opened = try files.map { name in
      try CSVFile(
        name.text,
        name.path.map(FileInput.init) ?? session.terminal.input,
        kind: kind
      )
    }
    let ledger = try run.openLedger(create: create)
    let source = CSVSource(opened, defaults: defaults, fingerprint: ledger.log.fingerprint)
    let tally = try run.apply(
      source,
      to: ledger,
      form: session.isJSON ? .json : .text,
      dryRun ? .dry : atomic ? .atomic : .groups
    )
    if !session.isJSON { try session.output.line(sentence(tally)) }
    return tally.failed > 0 ? .refused : .done
  }

  /// What it came to: `12 rows done, 3 already there, 1 failed`.
  private func sentence(_ tally: ApplyTally) -> String {
    let noun = { (count: Int64) in "\(Cell.count(count)) \(count == 1 ? "row" : "rows")" }
    if tally.rolledBack > 0 {
      return
        "\(noun(tally.failed)) failed, so nothing was done; \(noun(tally.rolledBack)) taken back."
    }
    if dryRun {
      return "\(noun(tally.done)) would be done, \(Cell.count(tally.unchanged)) already there, "
        + "\(Cell.count(tally.failed)) would fail; nothing was appended."
    }
    return "\(noun(tally.done)) done, \(Cell.count(tally.unchanged)) already there, "
      + "\(Cell.count(tally.failed)) failed."
  }
}
