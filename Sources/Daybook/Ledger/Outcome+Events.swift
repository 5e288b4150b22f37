import Events
import Model

extension Outcome {
  /// What a command came to: from its events, or when it changed nothing, from what it touched.
  init(of appended: [Event], _ context: DecisionContext) {
    var extras = Self.extras(of: appended)
    for (key, value) in context.extras { extras[key] = value }
    self.init(
      positions: appended.map(\.position),
      numbers: appended.isEmpty ? Self.byKind(context.touched) : Self.numbers(of: appended),
      extras: extras,
      warnings: context.warnings
    )
  }

  /// The first outcome of a command that is given again.
  init(of command: any Decision, replaying events: [Event]) {
    var extras = Self.extras(of: events)
    if command is AddProfile, !events.contains(where: { $0.type.isSame(as: ProfileAdded.name) }) {
      extras["reused"] = true
    }
    self.init(
      positions: events.map(\.position),
      isReplayed: true,
      numbers: Self.numbers(of: events),
      extras: extras,
      warnings: events.flatMap { $0.data["warnings"]?.array ?? [] }
    )
  }

  /// Everything the events are about, by kind, in the order of the log.
  private static func numbers(of events: [Event]) -> [String: [Int64]] {
    var numbers: [(kind: String, number: Int64)] = []
    for event in events {
      for tag in event.tags {
        let tag = tag.utf8
        guard let colon = tag.firstIndex(of: UInt8(ascii: ":")),
          let number = Int64(Substring(tag[tag.index(after: colon)...]))
        else { continue }
        numbers.append((String(Substring(tag[..<colon])), number))
      }
    }
    return byKind(numbers)
  }

  /// Each number once, in the order in which they come first.
  private static func byKind(_ numbers: [(kind: String, number: Int64)]) -> [String: [Int64]] {
    var found: [String: [Int64]] = [:]
    // Mostly the next event is about the same thing, and then no set is needed.
    for (kind, number) in numbers where found[kind]?.last != number {
      found[kind, default: []].append(number)
    }
    return found.mapValues { numbers in
      guard numbers.count > 1 else { return numbers }
      var seen: Set<Int64> = []
      return numbers.filter { seen.insert($0).inserted }
    }
  }

  private static func extras(of events: [Event]) -> JSONObject {
    var extras = JSONObject()
    var claims: [JSON] = []
    var groups: Set<String> = []
    for event in events {
      switch event.type {
      case OrderPlaced.name: extras["number"] = event.data["number"]
      case CustomerErased.name: extras["customer"] = event.data["customer"]
      case SiteConfigured.name: extras["site"] = event.data["site"]
      case ProfileTypeDefined.name, ProfileTypeRemoved.name:
        extras["profile_type"] = event.data["profile_type"]
      case GroupCreated.name, GroupEdited.name, GroupRemoved.name, CustomerAddedToGroup.name,
        CustomerRemovedFromGroup.name:
        groups.insert(event.data["group"]?.string ?? "")
      case NewsletterSubscribed.name, NewsletterUnsubscribed.name:
        // Alone it is what was asked for; others come along with a merge.
        if events.count == 1 { extras["list"] = event.data["list"] }
      case OrderClaimRequested.name:
        guard let requested = try? OrderClaimRequested(event) else { continue }
        claims.append(RequestClaim.description(of: requested, token: nil))
      default: break
      }
    }
    if groups.count == 1 { extras["group"] = groups.first.map(JSON.string) }
    if groups.count > 1 { extras["groups"] = .array(groups.sorted().map(JSON.string)) }
    extras["claims"] = JSON.unlessEmpty(claims)
    return extras
  }
}
