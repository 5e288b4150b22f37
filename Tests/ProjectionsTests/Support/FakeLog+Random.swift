import Model

/// What a random log is about, so that its events make sense.
struct World {
  var random: SeededRandom
  var customers: Int64 = 0
  var profiles: Int64 = 0
  var orders: Int64 = 0
  var claims: Int64 = 0
  var owners: [Int64: Int64] = [:]
  var books: [Int64: Int64] = [:]
  var open: [Int64: (customer: Int64, order: Int64)] = [:]

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  mutating func number(upTo last: Int64) -> Int64 {
    Int64.random(in: 1...max(1, last), using: &random)
  }

  mutating func pick(_ texts: [JSON]) -> JSON {
    texts.randomElement(using: &random) ?? nil
  }
}

extension FakeLog {
  private static let words: [JSON] = [
    "Ada", "Zoë", "a \"quoted\" name", "back\\slash", "new\nline", "日本", "O'Neill", "",
  ]
  private static let addresses: [JSON] = [downingStreet, sentier, ["country_code": "US"]]

  /// Appends that many events of all kinds.
  func appendRandom(_ count: Int, _ world: inout World) throws {
    for _ in 0..<count { try appendRandom(&world) }
  }

  private func appendRandom(_ world: inout World) throws {
    let customer = world.number(upTo: world.customers)
    let profile = world.books.keys.sorted().randomElement(using: &world.random)
    let order = world.owners.keys.sorted().randomElement(using: &world.random)
    switch Int.random(in: 0..<17, using: &world.random) {
    case _ where world.customers == 0, 0, 1:
      world.customers += 1
      try register(
        world.customers,
        ["first_name": world.pick(Self.words), "company": ["name": world.pick(Self.words)]]
      )
    case 2:
      world.customers += 1
      try recordGuest(world.customers, email: "guest@example.com")
    case 3: try edit(customer, ["last_name": world.pick(Self.words + [nil]), "company": nil])
    case 4: try edit(customer, ["phone": world.pick(Self.words)])
    case 5, 6:
      world.profiles += 1
      world.books[world.profiles] = customer
      try addProfile(world.profiles, of: customer, world.pick(Self.addresses))
    case 7, 8, 9: try appendRandom(to: profile, &world)
    case 10, 11, 12: try placeRandom(customer, profile, &world)
    case 13:
      guard let order, let owner = world.owners[order] else { return }
      try cancel(order, of: owner)
    case 14:
      guard let order else { return }
      world.claims += 1
      world.open[world.claims] = (customer, order)
      try requestClaim(world.claims, by: customer, [order])
    default:
      guard let (claim, about) = world.open.min(by: { $0.key < $1.key }) else { return }
      world.open[claim] = nil
      guard let owner = world.owners[about.order], owner != about.customer else {
        return try closeClaim(claim, by: about.customer, [about.order], "OrderClaimDeclined")
      }
      world.owners[about.order] = about.customer
      try self.claim(about.order, from: owner, to: about.customer, claim: claim)
    }
  }

  private func appendRandom(to profile: Int64?, _ world: inout World) throws {
    guard let profile, let customer = world.books[profile] else { return }
    switch Int.random(in: 0..<5, using: &world.random) {
    case 0:
      try editProfile(profile, of: customer, revision: 2, ["address": world.pick(Self.addresses)])
    case 1:
      try editProfile(profile, of: customer, revision: 3, ["phone": world.pick(Self.words + [nil])])
    case 2: try setDefault("billing", profile, of: customer)
    case 3: try clearDefault("billing", of: customer)
    default:
      world.books[profile] = nil
      try removeProfile(profile, of: customer)
    }
  }

  private func placeRandom(_ customer: Int64, _ profile: Int64?, _ world: inout World) throws {
    world.orders += 1
    world.owners[world.orders] = customer
    var more: JSONObject = ["metadata": ["note": world.pick(Self.words)]]
    if let profile {
      let copy: JSONObject = [
        "profile": .integer(profile), "revision": 1, "type": "customer",
        "address": world.pick(Self.addresses),
      ]
      more["billing"] = .object(copy)
      more["shipments"] = [
        ["shipment": 1, "shipping": .object(copy)],
        ["shipment": 2, "method": world.pick(Self.words), "shipping": .object(copy)],
      ]
    }
    try place(world.orders, of: customer, more)
  }
}
