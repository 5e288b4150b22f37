import Events
import Model

/// A customer's profiles and defaults, folded from the events that carry the customer's tag.
struct AddressBook {
  static let types = EventTypes(
    ProfileAdded.self,
    ProfileEdited.self,
    ProfileDisabled.self,
    ProfileEnabled.self,
    ProfileRemoved.self,
    DefaultProfileSet.self,
    DefaultProfileCleared.self,
    CustomersMerged.self,
    MergeUndone.self
  )

  let customer: Int64
  /// The entries that are not removed, disabled ones included, oldest first.
  private(set) var profiles: [ProfileState] = []
  private let history: any History
  private var defaults: [String: Int64] = [:]
  private var cleared: Set<String> = []
  private var types: [String: ProfileType] = [:]

  init(of customer: Int64, in history: any History) throws {
    self.customer = customer
    self.history = history
    for event in try history.events(Self.types, tagged: "customer:\(customer)") {
      try apply(event)
    }
  }

  private mutating func apply(_ event: Event) throws {
    switch event.type {
    case ProfileAdded.name: try add(ProfileState(ProfileAdded(event)))
    case ProfileEdited.name:
      let edited = try ProfileEdited(event)
      change(edited.profile) { $0.apply(edited) }
    case ProfileDisabled.name: change(try ProfileDisabled(event).profile) { $0.isEnabled = false }
    case ProfileEnabled.name: change(try ProfileEnabled(event).profile) { $0.isEnabled = true }
    case ProfileRemoved.name: remove(try ProfileRemoved(event).profile)
    case DefaultProfileSet.name: apply(try DefaultProfileSet(event))
    case DefaultProfileCleared.name: apply(try DefaultProfileCleared(event))
    case CustomersMerged.name:
      let merged = try CustomersMerged(event)
      try move(merged.profiles, isHere: merged.into == customer)
    case MergeUndone.name:
      let undone = try MergeUndone(event)
      try move(undone.profiles, isHere: undone.from == customer)
    default: break
    }
  }

  /// Takes in an entry, a new one or one that came from another customer, at its place by age.
  mutating func add(_ profile: ProfileState) throws {
    if types[profile.type] == nil {
      types[profile.type] = try ProfileType(profile.type, in: history)
    }
    let place = profiles.lastIndex { $0.number < profile.number }.map { $0 + 1 } ?? 0
    profiles.insert(profile, at: place)
  }

  /// Takes over an entry that was changed.
  mutating func update(_ profile: ProfileState) {
    change(profile.number) { $0 = profile }
  }

  mutating func remove(_ profile: Int64) {
    profiles.removeAll { $0.number == profile }
  }

  /// Entries that went to another customer, or came from one, as they are now.
  private mutating func move(_ numbers: [Int64], isHere: Bool) throws {
    let moved = Set(numbers)
    profiles.removeAll { moved.contains($0.number) }
    guard isHere else { return }
    for number in numbers {
      guard let profile = try ProfileState(number, in: history), !profile.isRemoved else {
        continue
      }
      try add(profile)
    }
  }

  private mutating func change(_ number: Int64, _ body: (inout ProfileState) -> Void) {
    guard let index = profiles.firstIndex(where: { $0.number == number }) else { return }
    body(&profiles[index])
  }

  mutating func apply(_ event: DefaultProfileSet) {
    defaults[event.usage] = event.profile
    cleared.remove(event.usage)
  }

  mutating func apply(_ event: DefaultProfileCleared) {
    defaults[event.usage] = nil
    if event.byRequest { cleared.insert(event.usage) }
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

  /// Whether an entry can be used for a usage: it is here, enabled, and of a type that serves it.
  func serves(_ number: Int64, _ usage: Usage) -> Bool {
    guard let profile = profile(number) else { return false }
    return serves(profile, usage)
  }

  private func serves(_ profile: ProfileState, _ usage: Usage) -> Bool {
    profile.isEnabled && types[profile.type]?.usages.contains(usage) == true
  }

  /// An enabled entry that says the same.
  func equal(type: String, _ content: ProfileContent) -> ProfileState? {
    profiles.first { $0.isEnabled && $0.type == type && $0.content == content }
  }

  /// The enabled entry of a type that allows only one.
  func only(of type: ProfileType) -> ProfileState? {
    type.isMultiple ? nil : profiles.first { $0.isEnabled && $0.type == type.code }
  }

  /// What becomes the default when the present one goes.
  func newest(for usage: Usage) -> ProfileState? {
    profiles.last { serves($0, usage) }
  }
}
