package import Daybook
package import Model
import Testing

extension TemporaryLedger {
  /// Asks a query by its name.
  package func ask(
    _ name: String,
    _ fields: JSONObject = [:],
    at moment: Moment = Moment()
  ) throws -> JSON {
    let type = try #require(Queries.named(name))
    return try JSON(parsing: ledger.answer(type.read(fields), at: moment).text)
  }

  /// Asks a query that must be refused.
  ///
  /// - Returns: The code; nil when there was an answer.
  package func refusedAnswer(_ name: String, _ fields: JSONObject) throws -> Refusal.Code? {
    do {
      _ = try ask(name, fields)
      return nil
    } catch let refusal as Refusal {
      return refusal.code
    }
  }
}
