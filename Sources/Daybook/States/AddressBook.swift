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
  /// The entries that are not removed, disabled ones included, by number.
  private var entries: [Int64: ProfileState] = [:]
  /// The enabled ones by type and what they say: every address of a merge or a claim is looked for.
  private var enabled: [String: [ProfileContent: Set<Int64>]] = [:]
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

  /// The entries that are not removed, disabled ones included, oldest first.
  var profiles: [ProfileState] { entries.values.sorted { $0.number < $1.number } }

  /// How many entries are not removed.
  var count: Int { entries.count }

  /// Takes in an entry, a new one or one that came from another customer.
  mutating func add(_ profile: ProfileState) throws {
    if types[profile.type] == nil {
      types[profile.type] = try ProfileType(profile.type, in: history)
    }
    set(profile.number, to: profile)
  }

  /// Takes over an entry that was changed.
  mutating func update(_ profile: ProfileState) {
    change(profile.number) { $0 = profile }
  }

  mutating func remove(_ profile: Int64) {
    set(profile, to: nil)
  }

  private mutating func set(_ number: Int64, to profile: ProfileState?) {
    if let old = entries[number], old.isEnabled {
      enabled[old.type]?[old.content]?.remove(number)
    }
    entries[number] = profile
    if let profile, profile.isEnabled {
      enabled[profile.type, default: [:]][profile.content, default: []].insert(number)
    }
  }

  /// Entries that went to another customer, or came from one, as they are now.
  ///
  /// Where a merge is undone after the next one, entries may go home from here by an event that names only
  /// whom the customer was merged into: whose they are now their own events say.
  private mutating func move(_ numbers: [Int64], isHere: Bool) throws {
    for number in numbers { remove(number) }
    guard isHere else { return }
    for number in numbers {
      guard let profile = try ProfileState(number, in: history), !profile.isRemoved,
        profile.customer == customer
      else { continue }
      try add(profile)
    }
  }

  private mutating func change(_ number: Int64, _ body: (inout ProfileState) -> Void) {
    guard var profile = entries[number] else { return }
    body(&profile)
    set(number, to: profile)
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
    entries[number]
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
    enabled[type]?[content]?.min().flatMap(profile)
  }

  /// The enabled entry of a type that allows only one.
  func only(of type: ProfileType) -> ProfileState? {
    type.isMultiple ? nil : enabled[type.code]?.values.joined().min().flatMap(profile)
  }

  /// What becomes the default when the present one goes.
  func newest(for usage: Usage) -> ProfileState? {
    entries.values.filter { serves($0, usage) }.max { $0.number < $1.number }
  }
}
