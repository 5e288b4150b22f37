import Events
import Model

/// A customer's profiles and defaults, folded from the events that carry the customer's tag.
struct AddressBook {
  static let types = EventTypes(
    ProfileAdded.self,
    ProfileEdited.self,
    ProfileRemoved.self,
    DefaultProfileSet.self,
    DefaultProfileCleared.self
  )

  let customer: Int64
  /// The entries that are not removed, oldest first.
  private(set) var profiles: [ProfileState] = []
  private var defaults: [String: Int64] = [:]
  private var cleared: Set<String> = []

  init(of customer: Int64, in history: any History) throws {
    self.customer = customer
    for event in try history.events(Self.types, tagged: "customer:\(customer)") {
      try apply(event)
    }
  }

  private mutating func apply(_ event: Event) throws {
    switch event.type {
    case ProfileAdded.name: apply(try ProfileAdded(event))
    case ProfileEdited.name: apply(try ProfileEdited(event))
    case ProfileRemoved.name: apply(try ProfileRemoved(event))
    case DefaultProfileSet.name: apply(try DefaultProfileSet(event))
    case DefaultProfileCleared.name: apply(try DefaultProfileCleared(event))
    default: break
    }
  }

  mutating func apply(_ event: ProfileAdded) {
    profiles.append(ProfileState(event))
  }

  mutating func apply(_ event: ProfileEdited) {
    guard let index = profiles.firstIndex(where: { $0.number == event.profile }) else { return }
    profiles[index].apply(event)
  }

  mutating func apply(_ event: ProfileRemoved) {
    profiles.removeAll { $0.number == event.profile }
  }

  mutating func apply(_ event: DefaultProfileSet) {
    defaults[event.usage] = event.profile
    cleared.remove(event.usage)
  }

  mutating func apply(_ event: DefaultProfileCleared) {
    defaults[event.usage] = nil
    if event.byRequest { cleared.insert(event.usage) }
  }

  /// Takes over an entry that was changed.
  mutating func update(_ profile: ProfileState) {
    guard let index = profiles.firstIndex(where: { $0.number == profile.number }) else { return }
    profiles[index] = profile
  }

  /// The entry with a number; nil when it is not in this book.
  func profile(_ number: Int64) -> ProfileState? {
    profiles.first { $0.number == number }
  }

  /// The default entry of a usage.
  func defaultProfile(_ usage: Usage) -> Int64? {
    defaults[usage.rawValue]
  }

  /// Whether a usage has no default because somebody wanted it so.
  func isClearedOnPurpose(_ usage: Usage) -> Bool {
    cleared.contains(usage.rawValue)
  }

  /// An entry that says the same.
  func equal(type: String, _ content: ProfileContent) -> ProfileState? {
    profiles.first { $0.type == type && $0.content == content }
  }

  /// What becomes the default when the present one goes.
  func newest(for usage: Usage) -> ProfileState? {
    profiles.last { ProfileType.usages(of: $0.type).contains(usage) }
  }
}

/// The kinds of profiles: so far the built-in one, which serves billing and shipping.
enum ProfileType {
  static let builtIn = "customer"

  static func usages(of type: String) -> [Usage] {
    type == builtIn ? Usage.allCases : []
  }
}
