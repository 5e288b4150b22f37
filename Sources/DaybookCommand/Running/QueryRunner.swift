import Daybook
import Model

/// Asks the read models and prints the answer.
enum QueryRunner {
  static func run(_ type: any Query.Type, _ session: Session) throws -> ExitStatus {
    let query = try type.read(session.invocation.fields)
    let moment = session.moment()
    let site = try session.site()
    let ledger = try session.openLedger()
    session.warnIfPrivate(ledger)
    // Opened here, so that they wait for locks as long as --timeout says.
    if moment.isNow { _ = try session.readModels(of: ledger) }
    let progress = session.progress("reading the log")
    let answer = try ledger.answer(query, at: moment, site: site, progress: progress.report)
    progress.finish()
    if session.isJSON {
      try session.output.write(answer.text)
      try session.output.line()
    } else if session.options.csv {
      try CSVAnswer.write(answer, of: query, session)
    } else {
      try AnswerLayout.write(answer, of: type.name, session)
    }
    return .done
  }
}

extension Session {
  /// The point of history that is asked about.
  func moment() -> Moment {
    Moment(recorded: options.asOf?.recorded ?? .now, effective: options.effective)
  }

  /// Where names are looked up, if the command says so.
  func site() throws(Refusal) -> Code? {
    guard let json = invocation.provenance["site"] else { return nil }
    do throws(Refusal) {
      return try Code(field: json)
    } catch {
      throw error.inside("site")
    }
  }
}
