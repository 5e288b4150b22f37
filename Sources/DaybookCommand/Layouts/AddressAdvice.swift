import Addresses
import Daybook
import Model

/// What to tell somebody about an address that is wrong or odd.
struct AddressAdvice {
  let address: JSONObject
  let findings: AddressFindings

  private var territory: Territory? {
    address["country_code"]?.string.flatMap { Territory.called($0) }
  }

  var lines: [String] {
    let problems = findings.problems.map { guess($0) ?? $0.sentence }
    let warnings = findings.warnings.map { "warning: \($0.sentence)" }
    return (problems + warnings).map(Plain.text)
  }

  /// Where more is to be found out about what is wrong; nil when nothing is.
  var hint: String? {
    guard let problem = findings.problems.first else { return nil }
    guard problem.field != .countryCode else {
      let meant = territory.map { "; \($0.name) is \($0.code)" } ?? ""
      return "`daybook address countries` lists the countries\(meant)."
    }
    return territory.map {
      "`daybook address describe \($0.code)` shows what addresses there need."
    }
  }

  private func guess(_ finding: AddressFinding) -> String? {
    guard finding.problem == .unknownAdministrativeArea, let territory,
      let typed = address[finding.field.name]?.string, let name = Self.area(like: typed, territory)
    else { return nil }
    return "\(AddressFinding(finding.field, finding.problem).sentence); did you mean \(name)?"
  }

  /// The name of the area that was meant: one that is nearly the same, the only one that begins so,
  /// as in "東京", or the only one with a word of what was typed, as in "County Cork".
  private static func area(like typed: String, _ territory: Territory) -> String? {
    guard typed.utf8.count <= 64 else { return nil }
    let words = words(typed)
    guard words.joined().utf8.count > 2 else { return nil }
    let areas = territory.areas.map(\.allNames)
    let names = areas.flatMap(\.self)
    let spelling = words.joined(separator: " ")
    let spellings = names.map { Self.words($0).joined(separator: " ") }
    if let nearest = Spelling.nearest(to: spelling, among: spellings),
      let place = spellings.firstIndex(where: nearest.isSame)
    {
      return names[place]
    }
    func only(_ isMeant: (String) -> Bool) -> String? {
      let found = areas.compactMap { $0.first(where: isMeant) }
      return found.count == 1 ? found.first : nil
    }
    if let name = only({ $0.lowercased().hasPrefix(spelling) }) { return name }
    return words.sorted { $0.utf8.count > $1.utf8.count }.lazy.filter { $0.utf8.count > 3 }
      .compactMap { word in only { Self.words($0).contains(word) } }.first
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
