import Addresses
import Model

/// Counts where the module agrees with the oracle, and why it does not.
struct OracleComparison {
  private(set) var territories: Set<String> = []
  private(set) var cases = 0
  private(set) var agreements = 0
  private(set) var departures: [Departure: Int] = [:]
  /// Differences that no departure explains.
  private(set) var unexplained: [String] = []

  /// The reasons for which the module does not do as the oracle does.
  enum Departure: String, CaseIterable {
    case separator = "punctuation goes with the field that is missing"
    case word = "the words SINGAPORE and PR go with the field that is missing"
    case prefix = "the prefix goes with the postal code that is missing"
    case glued = "MZ: a blank between locality and area"
    case locality = "a locality is free text"
    case area = "a code of another area is a warning"
    case ownCodes = "CN: a code that is not of Macau or Hong Kong is a warning there"
    case smallLetters = "small letters in codes are as good as capitals"
    case unanchored = "all of a code must match, not its beginning (CR, GB, LI, PE)"
  }

  init(_ cases: [OracleCase]) {
    for item in cases {
      territories.insert(item.territory)
      compareLines(item)
      compareErrors(item)
    }
  }

  var summary: String {
    let reasons = departures.sorted { $0.value > $1.value }
      .map { "\n  \($0.value) departures: \($0.key.rawValue)" }
    return """
      \(territories.count) territories, \(cases) comparisons, \(agreements) agreements\
      \(reasons.joined())
      """
  }

  private mutating func count(_ departure: Departure?) {
    cases += 1
    if let departure {
      departures[departure, default: 0] += 1
    } else {
      agreements += 1
    }
  }

  private mutating func fail(_ text: String) {
    cases += 1
    unexplained.append(text)
  }

  // MARK: Lines

  private mutating func compareLines(_ item: OracleCase) {
    guard let lines = item.lines else { return }
    let printed = AddressFormat.lines(item.address, style: .label())
    guard let country = Territory.named(item.territory)?.name.uppercased(),
      printed.last == country
    else { return fail("\(item.description): \(printed) does not end with the country") }
    let ours = Array(printed.dropLast())
    if ours == lines { return count(nil) }
    if item.territory == "MZ", ours.map(\.withoutBlanks) == lines.map(\.withoutBlanks) {
      return count(.glued)
    }
    let departure = item.isComplete ? nil : Self.departure(item, ours, lines)
    guard let departure else { return fail("\(item.description): \(ours), oracle \(lines)") }
    count(departure)
  }

  private static func departure(
    _ item: OracleCase,
    _ ours: [String],
    _ theirs: [String]
  ) -> Departure? {
    let ours = ours.letters
    if ours == theirs.letters { return .separator }
    let prefix = Territory.named(item.territory)?.postalPrefix ?? ""
    let lacksCode = item.address["postal_code"] == nil
    if lacksCode, !prefix.isEmpty, ours == theirs.without([prefix].letters.joined()).letters {
      return .prefix
    }
    let words = ["SG": "SINGAPORE", "PR": "PR"]
    if let word = words[item.territory], ours == theirs.without(word).letters { return .word }
    return nil
  }

  // MARK: Errors

  private mutating func compareErrors(_ item: OracleCase) {
    let findings = AddressRules.validate(item.address)
    let ours = Set(findings.problems.map(\.oracleWord))
    let hasMismatch = findings.warnings.contains { $0.problem == .postalAreaMismatch }
    if ours == item.errors, !hasMismatch { return count(nil) }
    var theirs = item.errors
    var departure: Departure?
    for word in ["city:invalid", "city_area:invalid"] where theirs.remove(word) != nil {
      departure = .locality
    }
    let code = item.address["postal_code"]?.string ?? ""
    if theirs.contains("postal_code:invalid"), !ours.contains("postal_code:invalid") {
      theirs.remove("postal_code:invalid")
      if hasMismatch {
        departure = .area
      } else if code != code.uppercased() {
        departure = .smallLetters
      } else {
        theirs.insert("postal_code:invalid")
      }
    } else if ours.contains("postal_code:invalid"), !theirs.contains("postal_code:invalid"),
      ["CR", "GB", "LI", "PE"].contains(item.territory)
    {
      theirs.insert("postal_code:invalid")
      departure = .unanchored
    }
    if hasMismatch, departure != .area, item.territory == "CN" { departure = .ownCodes }
    let mayMismatch = departure == .area || departure == .ownCodes
    guard ours == theirs, let departure, hasMismatch == mayMismatch else {
      return fail("\(item.description): \(ours.sorted()), oracle \(item.errors.sorted())")
    }
    count(departure)
  }
}

extension AddressFinding {
  /// The finding in the oracle's words.
  fileprivate var oracleWord: String {
    let field =
      switch self.field {
      case .addressLine1: "street_address"
      case .locality: "city"
      case .administrativeArea: "country_area"
      default: self.field.name
      }
    return "\(field):\(problem == .required ? "required" : "invalid")"
  }
}

extension String {
  fileprivate var withoutBlanks: String { filter { $0 != " " } }
}

extension [String] {
  /// The lines without a word at their beginning or end.
  fileprivate func without(_ word: String) -> [String] {
    map { line in
      if line.hasSuffix(" \(word)") { return String(line.dropLast(word.count)) }
      return line.hasPrefix(word) ? String(line.dropFirst(word.count)) : line
    }
  }

  /// The lines without all that is neither letter nor digit; lines without any are left out.
  fileprivate var letters: [String] {
    map { $0.filter { $0.isLetter || $0.isNumber } }.filter { !$0.isEmpty }
  }
}
