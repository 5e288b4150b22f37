import Model

/// Folds the events of a ledger in its own, slow and simple way, and notes what must never happen.
struct Witness {
  struct Person {
    var site: String
    var email: JSON
    let hasAccount: Bool
    var username: JSON
  }

  struct Order {
    var owner: Int64
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
  private(set) var people: [Int64: Person] = [:]
  /// The entries of each customer's address book, oldest first.
  private(set) var books: [Int64: [Int64]] = [:]
  private(set) var defaults: [Int64: [String: Int64]] = [:]
  private(set) var orders: [Int64: Order] = [:]
  private(set) var claims: [Int64: Claim] = [:]
  /// How many profiles there ever were.
  var profileCount: Int64 { last["profile"] ?? 0 }

  private var last: [String: Int64] = [:]
  private var lastRecorded = Instant(microseconds: .min)
  private var references: Set<[JSON]> = []
  private var orderNumbers: Set<[JSON]> = []
  private var revisions: [Int64: Int64] = [:]
  private var contents: [String: JSONObject] = [:]
  private var frozen: Set<String> = []
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
    case "CustomerRegistered", "GuestRecorded": takePerson(data, event.type)
    case "CustomerEdited":
      if let username = event.data["username"] { person(data) { $0.username = username } }
    case "CustomerEmailChanged": person(data) { $0.email = data["email"] }
    case "CustomerMetadataChanged": person(data) { _ in }
    case "ProfileAdded", "ProfileEdited", "ProfileRemoved": takeProfile(data, event.type)
    case "DefaultProfileSet": takeDefault(data, profile: data["profile"].integer)
    case "DefaultProfileCleared": takeDefault(data, profile: nil)
    case "OrderPlaced": takeOrder(data)
    case "OrderCancelled": takeCancellation(data)
    default: takeClaim(data, event.type)
    }
  }

  private mutating func takePerson(_ data: JSON, _ type: String) {
    created("customer", data)
    remember(reference: data, "customer")
    people[data["customer"].integer ?? 0] = Person(
      site: data["site"].string ?? "",
      email: data["email"],
      hasAccount: type == "CustomerRegistered",
      username: data["username"]
    )
  }

  private mutating func person(_ data: JSON, _ change: (inout Person) -> Void) {
    let number = data["customer"].integer ?? 0
    guard var person = people[number] else { return expect(false, "nobody is customer \(number)") }
    change(&person)
    people[number] = person
  }

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
    if type == "ProfileRemoved" {
      books[customer]?.removeAll { $0 == profile }
      return
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

  private mutating func takeOrder(_ data: JSON) {
    created("order", data)
    remember(reference: data, "order")
    let owner = data["customer"].integer ?? 0
    expect(people[owner] != nil, "nobody is customer \(owner), who ordered")
    let name = [data["site"], data["number"]]
    expect(orderNumbers.insert(name).inserted, "two orders are called \(name)")
    orders[data["order"].integer ?? 0] = Order(owner: owner)
    for copy in [data["billing"]] + (data["shipments"].array ?? []).map({ $0["shipping"] }) {
      guard let profile = copy["profile"].integer, let revision = copy["revision"].integer else {
        continue
      }
      let source = "\(profile).\(revision)"
      expect(books[owner]?.contains(profile) == true, "an order copied a foreign profile")
      expect(contents[source] != nil, "an order copied a revision that never was, \(source)")
      expect(
        data["revisions"].array?.contains(.string(source)) == true,
        "an order does not say that it copied \(source)"
      )
    }
    for source in data["revisions"].array ?? [] { frozen.insert(source.string ?? "") }
  }

  private mutating func takeCancellation(_ data: JSON) {
    let number = data["order"].integer ?? 0
    expect(orders[number]?.isCancelled == false, "order \(number) cannot be cancelled")
    expect(orders[number]?.owner == data["customer"].integer, "not the owner of order \(number)")
    orders[number]?.isCancelled = true
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
    expect(claim.orders.contains(order), "order \(order) was not claimed")
    expect(orders[order]?.isCancelled == false, "order \(order) is cancelled and moved")
    expect(orders[order]?.owner == data["from"].integer, "order \(order) moved from another owner")
    expect(data["to"].integer == claim.customer, "order \(order) moved to somebody else")
    orders[order]?.owner = claim.customer
  }

  /// Looks at what must hold between commands.
  mutating func check() {
    var names: Set<[JSON]> = []
    for (number, person) in people {
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
    for (customer, defaults) in defaults {
      for (usage, profile) in defaults where books[customer]?.contains(profile) != true {
        expect(false, "the \(usage) default of customer \(customer) is gone: \(profile)")
      }
    }
  }

  /// What the generator of commands must know.
  var stock: Stock {
    var stock = Stock()
    stock.customers = people.count
    stock.accounts = people.filter(\.value.hasAccount).keys.sorted()
    stock.books = books
    stock.profiles = Int(profileCount)
    stock.orders = orders.count
    stock.guestOrders = orders.keys.sorted().filter {
      people[orders[$0]?.owner ?? 0]?.hasAccount == false
    }
    stock.claims = claims.count
    return stock
  }

  private mutating func created(_ kind: String, _ data: JSON) {
    let number = data[kind].integer ?? 0
    expect(number == (last[kind] ?? 0) + 1, "\(kind) \(number) follows \(last[kind] ?? 0)")
    last[kind] = number
  }

  private mutating func remember(reference data: JSON, _ kind: String) {
    let reference = data["reference"]
    guard !reference.isNull else { return }
    let isNew = references.insert([.string(kind), reference]).inserted
    expect(isNew, "two of kind \(kind) share a reference")
  }

  private mutating func expect(_ condition: Bool, _ problem: String) {
    if !condition { problems.append("event \(position): \(problem)") }
  }
}
