import EventLog
import Events
import Model

/// Gathers the tags whose events make up one entity and what is shown with it, so that a question
/// about the past replays those only.
struct Closure {
  private let log: EventLog
  private let through: Int64
  private var tags: [String] = []
  private var known: Set<String> = []

  private static let merges = EventTypes(CustomersMerged.self, MergeUndone.self)

  /// The tags; nil when the entity is named in a way that only the whole history can resolve.
  static func tags(
    of entity: QueriedEntity,
    in log: EventLog,
    through: Int64
  ) throws -> [String]? {
    var closure = Closure(log: log, through: through)
    switch entity {
    case .customer(let reference):
      guard case .number(let number) = try reference.form() else { return nil }
      try closure.add(customer: number)
      try closure.addGroups()
    case .addressBook(let reference):
      guard case .number(let number) = try reference.form() else { return nil }
      try closure.add(customer: number)
      try closure.addTypes()
    case .profile(let reference):
      guard case .number(let number) = try reference.form() else { return nil }
      try closure.add(profile: number)
    case .order(let reference):
      guard case .number(let number) = try reference.form() else { return nil }
      try closure.add(order: number)
    case .claim(let reference):
      guard case .number(let number) = try reference.form() else { return nil }
      closure.insert("claim:\(number)")
    }
    return closure.tags
  }

  private init(log: EventLog, through: Int64) {
    self.log = log
    self.through = through
  }

  @discardableResult
  private mutating func insert(_ tag: String) -> Bool {
    guard known.insert(tag).inserted else { return false }
    tags.append(tag)
    return true
  }

  private func events(_ tag: String, _ types: EventTypes) throws -> [Event] {
    try log.events(tagged: tag, types: types.names, through: through)
  }

  /// A customer, everybody who was ever merged with them, and the entries that went along.
  private mutating func add(customer first: Int64) throws {
    // They may be so many, each merged into the next one, that a function must not call itself for each.
    var customers = [first]
    while let customer = customers.popLast() {
      let tag = "customer:\(customer)"
      guard insert(tag) else { continue }
      for event in try events(tag, Self.merges) {
        for profile in event.data["profiles"]?.array ?? [] {
          if let number = profile.integer { insert("profile:\(number)") }
        }
        for field in ["from", "into"] {
          if let number = event.data[field]?.integer { customers.append(number) }
        }
      }
    }
  }

  /// The groups that the customers ever joined: what became of them, not who else is in them.
  private mutating func addGroups() throws {
    for tag in tags where tag.hasPrefix("customer:") {
      for event in try events(tag, EventTypes(CustomerAddedToGroup.self)) {
        guard let group = event.data["group"]?.string else { continue }
        for type in GroupState.types.names { insert("group:\(group) \(type)") }
      }
    }
  }

  /// The types of the entries that the customers' address books ever had.
  private mutating func addTypes() throws {
    for tag in tags where tag.hasPrefix("customer:") {
      for event in try events(tag, EventTypes(ProfileAdded.self)) {
        if let type = event.data["profile_type"]?.string { insert("profile_type:\(type)") }
      }
    }
  }

  /// An entry and whose it ever was.
  private mutating func add(profile: Int64) throws {
    let tag = "profile:\(profile)"
    insert(tag)
    for event in try events(tag, ProfileState.types) {
      for field in ["customer", "from", "into"] {
        if let number = event.data[field]?.integer { try add(customer: number) }
      }
    }
  }

  /// An order and the entries that its addresses were copied from.
  private mutating func add(order: Int64) throws {
    let tag = "order:\(order)"
    insert(tag)
    for event in try events(tag, OrderState.types) {
      for source in event.data["revisions"]?.array ?? [] {
        guard let profile = source.string?.split(separator: ".").first else { continue }
        insert("profile:\(profile)")
      }
    }
  }
}
