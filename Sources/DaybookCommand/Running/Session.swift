import Daybook
import EventLog
import Model

/// One run of the program: the world around it, its common options, and the ledger once it is open.
package final class Session {
  package let terminal: Terminal
  let invocation: Invocation
  private var warned = false
  /// The erasure whose purge was held up already when the ledger was opened, and that was told then.
  var purgeHeldUp: Int64?

  var options: CommonOptions { invocation.options }
  var isJSON: Bool { options.json }
  var output: Output { terminal.output }

  init(_ terminal: Terminal, _ invocation: Invocation) {
    self.terminal = terminal
    self.invocation = invocation
  }

  var ledgerPath: String {
    options.ledger ?? terminal.environment["DAYBOOK_LEDGER"].nonEmpty ?? "ledger.db"
  }

  /// Who acts when the command does not say.
  var defaultActor: String {
    terminal.environment["DAYBOOK_ACTOR"].nonEmpty ?? "uid:\(terminal.userID)"
  }

  var style: Style { Self.style(options.color, terminal.output, terminal) }
  var errorStyle: Style { Self.style(options.color, terminal.errors, terminal) }

  static func style(_ choice: ColorChoice, _ output: Output, _ terminal: Terminal) -> Style {
    switch choice {
    case .always: return Style(isColored: true)
    case .never: return Style(isColored: false)
    case .auto:
      let isWanted = terminal.environment["NO_COLOR"].nonEmpty == nil
      let isAble = terminal.environment["TERM"] != "dumb"
      return Style(isColored: output.isTerminal && isWanted && isAble)
    }
  }

  /// Opens the ledger.
  ///
  /// - Throws: `LedgerError`, or an error of the log.
  func openLedger() throws -> OpenLedger {
    let ledger = prepared(try OpenLedger(path: ledgerPath))
    do {
      try purge(ledger, waiting: false)
    } catch let error as LedgerError where error.code == .purgePending {
      purgeHeldUp = try ledger.log.pendingPurge
      warn(error.message)
    }
    return ledger
  }

  /// Gives an open ledger this run's clock and patience.
  func prepared(_ ledger: OpenLedger) -> OpenLedger {
    ledger.clock = terminal.clock
    ledger.busyTimeoutMilliseconds = options.timeout.milliseconds
    return ledger
  }

  /// Says once when read models cannot be kept beside the ledger.
  func warnIfPrivate(_ ledger: OpenLedger) {
    guard ledger.isReadOnly, !warned else { return }
    warned = true
    warn("The ledger cannot be written beside: its read models are made for this run alone.")
  }

  /// A line for people beside the results.
  func warn(_ sentence: String) {
    // When nobody hears a warning the result still counts.
    try? terminal.output.flush()
    try? terminal.errors.line(errorStyle(.warning, "warning:") + " " + sentence)
  }

  /// A progress bar where a person can see it.
  func progress(_ label: String, unit: String = "events") -> ProgressBar {
    let isShown = terminal.errors.isTerminal && !options.noProgress
    return ProgressBar(
      label,
      unit: unit,
      output: isShown ? terminal.errors : nil,
      stopwatch: terminal.stopwatch
    )
  }

  /// Prints one JSON document.
  func print(_ members: MemberText) throws {
    try output.write(members.line)
  }

  func print(_ lines: [String]) throws {
    for line in lines { try output.line(line) }
  }
}

extension String? {
  /// An empty variable is as good as none.
  var nonEmpty: String? { self?.isEmpty == false ? self : nil }
}
