import Addresses
import Foundation
import Model
import Testing

/// An address and what the oracle makes of it.
struct OracleCase: Sendable {
  let territory: String
  let address: JSONObject
  /// The lines without the country; nil when only the errors count.
  let lines: [String]?
  /// The oracle's words: `postal_code:invalid`.
  let errors: Set<String>
  /// Whether the address has every part that the country prints.
  let isComplete: Bool
  let description: String

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Oracle")

  /// Reads what `oracle.py` writes; its head says how.
  static func all(in text: String) throws -> [OracleCase] {
    var cases: [OracleCase] = []
    var code = ""
    var script = ""
    var complete = JSONObject()
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if cells[0] == "T" {
        (code, script) = (cells[1], cells[2])
        complete = try #require(try JSON(parsing: cells[3]).object)
        continue
      }
      let errors = Set(cells[3].split(separator: ",").map(String.init))
      let isForm = cells[0] == "F"
      let used = try #require(Territory.named(code)).usedParts
      cases.append(
        OracleCase(
          territory: code,
          address: isForm
            ? complete.restricted(to: cells[1])
            : complete.replacing(oracleField: cells[1], with: cells[2]),
          lines: isForm ? cells[2].split(separator: "|").map(String.init) : nil,
          errors: errors,
          isComplete: !isForm || used.allSatisfy { cells[1].uppercased().contains($0.letter) },
          description: "\(code) \(script) \(cells[1]) \(isForm ? "" : cells[2])"
        )
      )
    }
    return cases
  }
}

extension JSONObject {
  /// The address with some parts alone.
  fileprivate func restricted(to letters: String) -> JSONObject {
    var result = self
    for part in AddressPart.allCases where !letters.contains(part.letter) {
      let isShort = part == .street && letters.contains("a")
      for field in part.fields where !isShort || field != .addressLine1 {
        result[field.name] = nil
      }
    }
    return result
  }

  fileprivate func replacing(oracleField: String, with value: String) -> JSONObject {
    var result = self
    let names = ["country_area": "administrative_area", "city": "locality"]
    result[names[oracleField] ?? oracleField] = .string(value)
    return result
  }
}

extension AddressPart {
  /// The letter of the part in templates.
  var letter: String {
    switch self {
    case .name: "N"
    case .organization: "O"
    case .street: "A"
    case .dependentLocality: "D"
    case .locality: "C"
    case .administrativeArea: "S"
    case .postalCode: "Z"
    case .sortingCode: "X"
    }
  }
}
