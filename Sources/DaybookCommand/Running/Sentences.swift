import Daybook
import Model

/// What a write command came to, in sentences.
///
/// They are made of the names of the events, which are past tense already: `CustomerRegistered` is
/// "Customer 5 registered". So a new command needs no text here.
enum Sentences {
  static func lines(of outcome: Outcome, _ events: [Event]) -> [String] {
    if outcome.isReplayed {
      let positions = positions(outcome.positions)
      return ["Done before with this command id (\(positions)); nothing was appended."]
    }
    guard !events.isEmpty else { return [nothing(outcome)] }
    let sentences = events.map { "\(sentence(of: $0)) (position \($0.position))." }
    return sentences + claims(outcome)
  }

  /// `Customer 5 registered`, `Profile 9 added`, `Default profile 9 set for billing`.
  static func sentence(of event: Event) -> String {
    var words = words(of: event.type)
    if let kind = words.lastIndex(where: { event.data[$0]?.integer != nil }),
      let number = event.data[words[kind]]?.integer
    {
      words.insert(String(number), at: kind + 1)
    } else if let kind = words.first, let code = event.data[kind]?.string {
      words.insert(Plain.text(code), at: 1)
    } else if let tag = event.tags.first(where: { $0.hasPrefix("customer:") }) ?? event.tags.first {
      words += ["as", String(tag.map { $0 == ":" ? " " : $0 })]
    }
    var sentence = words.joined(separator: " ")
    sentence = sentence.prefix(1).uppercased() + sentence.dropFirst()
    if let usage = event.data["usage"]?.string { sentence += " for \(Plain.text(usage))" }
    if let number = event.data["number"]?.string, !words.contains(number) {
      sentence += ", number \(Plain.text(number))"
    }
    return sentence
  }

  /// `OrderClaimRequested` → order, claim, requested.
  private static func words(of type: String) -> [String] {
    var words: [String] = []
    for character in type {
      if character.isUppercase || words.isEmpty {
        words.append(character.lowercased())
      } else {
        words[words.count - 1].append(character)
      }
    }
    return words
  }

  private static func nothing(_ outcome: Outcome) -> String {
    let subjects = outcome.numbers.sorted { $0.key < $1.key }.flatMap { kind, numbers in
      numbers.map { "\(kind) \($0)" }
    }
    let place = subjects.isEmpty ? "" : " (\(subjects.joined(separator: ", ")))"
    let isReused = outcome.extras["reused"]?.boolean == true
    return "Nothing changed\(isReused ? ": the entry is there already" : "")\(place)."
  }

  /// The tokens, which are shown this once.
  private static func claims(_ outcome: Outcome) -> [String] {
    (outcome.extras["claims"]?.array ?? []).flatMap { claim in
      let orders = Cell.text(claim["orders"])
      return [
        "The token for \(Cell.text(claim["email"])) (order \(orders)), "
          + "good until \(Cell.text(claim["expires_at"])), shown only now:",
        "  \(Cell.text(claim["token"]))",
      ]
    }
  }

  private static func positions(_ positions: [Int64]) -> String {
    let noun = positions.count == 1 ? "position" : "positions"
    return "\(noun) \(positions.map(String.init).joined(separator: ", "))"
  }

  /// `postal_code: postal_area_mismatch`.
  static func warning(_ warning: JSON) -> String {
    guard let problem = warning["problem"].string else { return Cell.text(warning) }
    let path = warning["path"].string.map { $0 + "." } ?? ""
    return Plain.text("\(path)\(warning["field"].string ?? ""): \(problem)")
  }
}
