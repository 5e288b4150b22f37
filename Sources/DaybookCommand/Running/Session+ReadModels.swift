import Daybook
import Projections

extension Session {
  /// The read models of a ledger; those in memory hold nothing yet, and so are filled first.
  func readModels(of ledger: OpenLedger) throws -> ReadModels {
    let models = ledger.isReadOnly ? try ledger.currentModels() : try ledger.readModels()
    models.busyTimeoutMilliseconds = options.timeout.milliseconds
    return models
  }
}
