import Model

/// Folds the events of a ledger in its own, slow and simple way, and notes what must never happen.
struct Witness {
  struct Person {
    var site: String
    var email: JSON
    let hasAccount: Bool
    var username: JSON
    var isEnabled = true
    var isRemoved = false
    /// To whom a merge led them.
    var into: Int64?

    /// Whether nobody else may have the e-mail and the user name.
    var holdsNames: Bool { !isRemoved && into == nil }
  }

  struct Order {
    var owner: Int64
    var parcels: Int
    var isPaid = false
    var isCompleted = false
    var isCancelled = false
  }

  struct Claim {
    let customer: Int64
    let orders: [Int64]
    var ending: String?
  }

  /// What is wrong, in the order in which it was noticed.
  private(set) var problems: [String] = []
  private(set) var position: Int64 = 0
  var people: [Int64: Person] = [:]
  /// The entries of each customer's address book, oldest first.
  var books: [Int64: [Int64]] = [:]
  private(set) var disabledProfiles: Set<Int64> = []
  private(set) var defaults: [Int64: [String: Int64]] = [:]
  var orders: [Int64: Order] = [:]
  private(set) var claims: [Int64: Claim] = [:]
  /// How many profiles there ever were.
  var profileCount: Int64 { last["profile"] ?? 0 }

  private var last: [String: Int64] = [:]
  private var lastRecorded = Instant(microseconds: .min)
  private var references: Set<[JSON]> = []
  var orderNumbers: Set<[JSON]> = []
  private var revisions: [Int64: Int64] = [:]
  var contents: [String: JSONObject] = [:]
  var frozen: Set<String> = []
  /// Revisions that others followed: an order must have copied them, if only in the same command.
  private var passed: Set<String> = []

  /// Takes in the next event.
  mutating func take(_ event: Event) {
    expect(event.position == position + 1, "position \(event.position) follows \(position)")
    expect(event.recordedAt >= lastRecorded, "recorded earlier than the event before")
    position = event.position
    lastRecorded = event.recordedAt
    let data = JSON.object(event.data)
    switch event.type {
    case "CustomersMerged", "MergeUndone": takeMerge(data, event.type)
    case "ProfileAdded", "ProfileEdited", "ProfileRemoved", "ProfileDisabled", "ProfileEnabled":
      takeProfile(data, event.type)
    case "CustomerErased": takeErasure(data)
    case "ProfileTypeDefined", "ProfileTypeRemoved", "SiteConfigured": break
    case "DefaultProfileSet": takeDefault(data, profile: data["profile"].integer)
    case "DefaultProfileCleared": takeDefault(data, profile: nil)
    case "OrderClaimRequested", "OrderClaimed", "OrderClaimDeclined", "OrderClaimCancelled":
      takeClaim(data, event.type)
    // Groups, rights, credit, carts, newsletters and payment methods are the plain shop's to judge.
    case let type where Self.benefits.contains(where: type.hasPrefix): break
    case "OrderPlaced": takeOrder(data)
    case "OrderAssigned": move(order: data, to: data["to"].integer ?? 0)
    case _ where data["order"].integer != nil: takeOrderChange(data, event.type)
    default: takePerson(data, event.type)
    }
  }

  private static let benefits = [
    "Group", "CustomerAddedToGroup", "CustomerRemovedFromGroup", "Role", "Membership", "Credit",
    "Cart", "Newsletter", "PaymentMethod",
  ]

  private mutating func takeProfile(_ data: JSON, _ type: String) {
    let customer = data["customer"].integer ?? 0
    let profile = data["profile"].integer ?? 0
    if type == "ProfileAdded" {
      created("profile", data)
      remember(reference: data, "profile")
      expect(people[customer]?.hasAccount == true, "a guest has an address book")
      books[customer, default: []].append(profile)
      revisions[profile] = 1
      contents["\(profile).1"] = Self.content(data, over: [:])
      return
    }
    guard books[customer]?.contains(profile) == true, let revision = revisions[profile] else {
      return expect(false, "profile \(profile) is not in the book of customer \(customer)")
    }
    switch type {
    case "ProfileRemoved": return books[customer]?.removeAll { $0 == profile } ?? ()
    case "ProfileDisabled":
      return expect(
        disabledProfiles.insert(profile).inserted,
        "profile \(profile) is disabled twice"
      )
    case "ProfileEnabled":
      return expect(disabledProfiles.remove(profile) != nil, "profile \(profile) is enabled twice")
    default: break
    }
    let before = contents["\(profile).\(revision)"] ?? [:]
    let after = Self.content(data, over: before)
    expect(before != after, "profile \(profile) was edited without a change")
    let next = data["revision"].integer ?? 0
    let isFrozen = frozen.contains("\(profile).\(revision)")
    expect(
      next == revision + 1 || (next == revision && !isFrozen),
      "revision \(next) of profile \(profile) follows \(revision), copied: \(isFrozen)"
    )
    if next > revision { passed.insert("\(profile).\(revision)") }
    revisions[profile] = next
    contents["\(profile).\(next)"] = after
  }

  private static func content(_ data: JSON, over before: JSONObject) -> JSONObject {
    var content = before
    for key in ["address", "phone", "fields"] {
      guard let value = data.object?[key] else { continue }
      content[key] = value.isNull ? nil : value
    }
    return content
  }

  private mutating func takeDefault(_ data: JSON, profile: Int64?) {
    let usage = data["usage"].string ?? ""
    let customer = data["customer"].integer ?? 0
    expect(defaults[customer]?[usage] != profile, "a default was set to what it was")
    defaults[customer, default: [:]][usage] = profile
  }

  private mutating func takeClaim(_ data: JSON, _ type: String) {
    let number = data["claim"].integer ?? 0
    if type == "OrderClaimRequested" {
      created("claim", data)
      let numbers = (data["orders"].array ?? []).compactMap(\.integer)
      let customer = data["customer"].integer ?? 0
      expect(people[customer]?.hasAccount == true, "a guest claims")
      for order in numbers {
        let owner = orders[order]?.owner ?? 0
        expect(people[owner]?.hasAccount == false, "order \(order) of an account is claimed")
      }
      claims[number] = Claim(customer: customer, orders: numbers)
      return
    }
    guard let claim = claims[number] else { return expect(false, "there is no claim \(number)") }
    let isMove = type == "OrderClaimed"
    let isOpen = claim.ending == nil || (isMove && claim.ending == type)
    expect(isOpen, "claim \(number) ended twice")
    claims[number]?.ending = type
    guard isMove else { return }
    let order = data["order"].integer ?? 0
    let claimant = led(claim.customer)
    expect(claim.orders.contains(order), "order \(order) was not claimed")
    expect(data["to"].integer == claimant, "order \(order) moved to somebody else")
    move(order: data, to: claimant)
  }

  /// Looks at what must hold between commands.
  mutating func check() {
    var names: Set<[JSON]> = []
    for (number, person) in people where person.holdsNames {
      let kind: JSON = person.hasAccount ? "account" : "guest"
      let isNew = names.insert([.string(person.site), kind, person.email]).inserted
      expect(isNew, "two customers of a kind share the e-mail of customer \(number)")
      guard !person.username.isNull else { continue }
      let isFree = names.insert([.string(person.site), person.username]).inserted
      expect(isFree, "two customers share the user name of customer \(number)")
    }
    for source in passed.subtracting(frozen).sorted() {
      expect(false, "revision \(source) was left without an order that copied it")
    }
    for (customer, defaults) in defaults where people[customer]?.into == nil {
      for (usage, profile) in defaults {
        let isThere = books[customer]?.contains(profile) == true
        expect(isThere, "the \(usage) default of customer \(customer) is gone: \(profile)")
        let isEnabled = !disabledProfiles.contains(profile)
        expect(isEnabled, "the \(usage) default of customer \(customer) is disabled: \(profile)")
      }
    }
  }

  mutating func created(_ kind: String, _ data: JSON) {
    let number = data[kind].integer ?? 0
    expect(number == (last[kind] ?? 0) + 1, "\(kind) \(number) follows \(last[kind] ?? 0)")
    last[kind] = number
  }

  mutating func remember(reference data: JSON, _ kind: String) {
    let reference = data["reference"]
    guard !reference.isNull else { return }
    let isNew = references.insert([.string(kind), reference]).inserted
    expect(isNew, "two of kind \(kind) share a reference")
  }

  mutating func expect(_ condition: Bool, _ problem: String) {
    if !condition { problems.append("event \(position): \(problem)") }
  }
}
