import Daybook
import Model

/// What a write command came to, in sentences.
///
/// They are made of the names of the events, which are past tense already: `CustomerRegistered` is
/// "Customer 5 registered". So a new command needs a text here only where that is not enough.
enum Sentences {
  static func lines(of outcome: Outcome, _ events: [Event]) -> [String] {
    if outcome.isReplayed {
      let positions = positions(outcome.positions)
      return ["Done before with this command id (\(positions)); nothing was appended."]
    }
    if let erasable = outcome.extras["events"]?.array { return dryRun(erasable) }
    guard !events.isEmpty else { return [nothing(outcome)] + otherCarts(outcome) }
    let sentences = events.map { "\(sentence(of: $0)) (position \($0.position))." }
    return sentences + claims(outcome) + otherCarts(outcome)
  }

  /// `Customer 5 registered`, `Profile 9 added`, `Default profile 9 set for billing`.
  static func sentence(of event: Event) -> String {
    var sentence = ownSentence(of: event) ?? namedSentence(of: event)
    sentence = sentence.prefix(1).uppercased() + sentence.dropFirst()
    if event.type != "OrderProfileChanged", let usage = event.data["usage"]?.string {
      sentence += " for \(Plain.text(usage))"
    }
    if let number = event.data["number"]?.string, !sentence.hasSuffix(" \(number) placed") {
      sentence += ", number \(Plain.text(number))"
    }
    return sentence
  }

  /// The sentence of an event whose name and number alone do not say it.
  private static func ownSentence(of event: Event) -> String? {
    func number(_ key: String) -> String { Cell.text(event.data[key] ?? .null) }
    return switch event.type {
    case "CustomerErased":
      "customer \(number("customer")) erased" + (others(event).map { ", along with \($0)" } ?? "")
    case "ContactLinked": "contact \(number("contact")) linked to customer \(number("customer"))"
    case "CustomersMerged":
      "customer \(number("from")) merged into customer \(number("into"))"
        + (moved(event).map { ", along with \($0)" } ?? "")
    case "MergeUndone":
      "merge of customer \(number("from")) into customer \(number("into")) undone"
        + (moved(event).map { ", \($0) returned" } ?? "")
    case "OrderProfileChanged" where event.data["shipment"] != nil:
      "shipment \(number("shipment")) of order \(number("order")) changed"
    case "OrderProfileChanged": "billing of order \(number("order")) changed"
    case "OrderAssigned": "order \(number("order")) assigned to customer \(number("to"))"
    case "ShipmentAdded": "shipment \(number("shipment")) added to order \(number("order"))"
    default: belongingSentence(of: event)
    }
  }

  /// What an erasure covers beside the customer: `1 customer, 2 orders`.
  private static func others(_ event: Event) -> String? {
    let kinds = [
      ("customers", "merged customer", 1), ("contacts", "contact", 0), ("profiles", "profile", 0),
      ("payment_methods", "payment method", 0), ("orders", "order", 0), ("carts", "cart", 0),
    ]
    let counts = kinds.compactMap { field, noun, own -> String? in
      let count = (event.data[field]?.array?.count ?? 0) - own
      return count > 0 ? "\(count) \(noun)" + (count == 1 ? "" : "s") : nil
    }
    return counts.isEmpty ? nil : counts.joined(separator: ", ")
  }

  /// What an erasure would take.
  private static func dryRun(_ events: [JSON]) -> [String] {
    guard !events.isEmpty else { return ["Nothing is left to be erased; nothing was changed."] }
    var sheet = Sheet()
    for event in events {
      let fields = (event["fields"].array ?? []).map(Cell.text).joined(separator: ", ")
      sheet.add(Cell.text(event["position"]), "\(Cell.text(event["type"])): \(fields)")
    }
    let count = "\(events.count) event\(events.count == 1 ? "" : "s")"
    return ["This would erase the personal part of \(count); nothing was changed."]
      + sheet.lines(Style(isColored: false))
  }

  /// What went from customer to customer: `2 orders, 1 profile`.
  private static func moved(_ event: Event) -> String? {
    let counts = ["order", "profile", "cart", "payment_method"].compactMap { kind -> String? in
      guard let count = event.data["\(kind)s"]?.array?.count else { return nil }
      let noun = kind == "payment_method" ? "payment method" : kind
      return "\(count) \(noun)" + (count == 1 ? "" : "s")
    }
    return counts.isEmpty ? nil : counts.joined(separator: ", ")
  }

  /// The words of the event's name with the number or code of what it is about.
  private static func namedSentence(of event: Event) -> String {
    var words = words(of: event.type)
    if let kind = kind(in: words, of: event) {
      words.replaceSubrange(kind.words, with: [kind.name])
      let place = kind.words.lowerBound
      // Customer 5 email changed → email of customer 5 changed.
      if place == 0, words.count > 2, words.last == "changed" {
        let what = words[1..<(words.count - 1)].joined(separator: " ")
        return "\(what == "email" ? "e-mail" : what) of \(kind.name) changed"
      }
    } else if let tag = event.tags.first(where: { $0.hasPrefix("customer:") }) ?? event.tags.first {
      let owner = String(tag.map { $0 == ":" || $0 == "_" ? " " : $0 })
      // Guest recorded as customer 3; default profile of customer 3 cleared.
      if words.last == "recorded" {
        words += ["as", owner]
      } else {
        words.insert("of \(owner)", at: max(words.count - 1, 0))
      }
    }
    return words.joined(separator: " ")
  }

  /// The words that name the kind of the thing the event is about, and what to put in their place:
  /// `profile 9`, `profile type office`.
  private static func kind(
    in words: [String],
    of event: Event
  ) -> (words: Range<Int>, name: String)? {
    for place in words.indices.reversed() {
      for end in [place + 2, place + 1] where end <= words.count {
        let kind = words[place..<end]
        let value = event.data[kind.joined(separator: "_")]
        let isCode = place == 0 && value?.string != nil
        guard let value, value.integer != nil || isCode else { continue }
        return (place..<end, kind.joined(separator: " ") + " " + Cell.text(value))
      }
    }
    return nil
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
    let codes = outcome.extras.compactMap { kind, code in
      code.string.map { "\(kind.map { $0 == "_" ? " " : String($0) }.joined()) \(Plain.text($0))" }
    }
    let numbers = outcome.numbers.sorted { $0.key < $1.key }.flatMap { kind, numbers in
      numbers.map { "\(kind == "payment_method" ? "payment method" : kind) \($0)" }
    }
    let subjects = numbers + codes
    let place = subjects.isEmpty ? "" : " (\(subjects.joined(separator: ", ")))"
    let isReused = outcome.extras["reused"]?.boolean == true
    // Only an order that a cart became before is named by its number, too.
    let isOrdered = outcome.extras["number"] != nil
    let why =
      isReused ? ": the entry is there already" : isOrdered ? ": the cart was ordered before" : ""
    return "Nothing changed\(why)\(place)."
  }

  /// What the customer who got a cart had already.
  private static func otherCarts(_ outcome: Outcome) -> [String] {
    guard let carts = outcome.extras["other_carts"]?.array, let customer = outcome.customer else {
      return []
    }
    let noun = carts.count == 1 ? "cart" : "carts"
    return ["Customer \(customer) also has the open \(noun) \(Cell.text(.array(carts)))."]
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
