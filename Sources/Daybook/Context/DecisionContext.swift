package import Events
public import Model

/// What a decision knows while it is made, and what it has decided so far.
public struct DecisionContext {
  /// Who, through what, why.
  public let provenance: Provenance
  /// When the events will be recorded.
  public let now: Instant
  package let history: any History
  private let random: (Int) throws -> [UInt8]

  /// The events to be appended, in order.
  package private(set) var events: [any EventType] = []
  /// What an outcome names that appends nothing.
  package private(set) var touched: [(kind: String, number: Int64)] = []
  /// Findings that do not refuse.
  package var warnings: [JSON] = []
  /// What is wrong with the addresses of the command.
  package var addressProblems: [AddressProblem] = []
  /// The event that causes those that are appended; the one that the caller names when nil.
  package var causation: Int64?
  /// What the outcome says beside positions and numbers, by key.
  package var extras: JSONObject = [:]
  let filed = FiledEvents()
  private var numbers: [String: Int64] = [:]
  private var sites: [String: SiteState] = [:]

  package init(
    provenance: Provenance,
    now: Instant,
    history: any History,
    random: @escaping (Int) throws -> [UInt8]
  ) {
    self.provenance = provenance
    self.now = now
    self.history = history
    self.random = random
  }

  /// Where names are looked up.
  package var site: String { provenance.site?.text ?? "default" }

  /// Adds an event to what is appended when the decision is done.
  package mutating func append(_ event: some EventType) {
    events.append(event)
  }

  /// Names what the command is about, for the case that nothing changes.
  package mutating func touch(_ kind: String, _ number: Int64) {
    touched.append((kind, number))
  }

  /// A number for a new thing of a kind.
  package mutating func number(of kind: String) throws -> Int64 {
    let next = try numbers[kind].map { $0 + 1 } ?? history.nextNumber(of: kind)
    numbers[kind] = next
    return next
  }

  /// How a site is configured.
  mutating func settings(of site: String) throws -> SiteState {
    if let known = sites[site] { return known }
    let state = try SiteState(site, in: history)
    sites[site] = state
    return state
  }

  package func randomBytes(_ count: Int) throws -> [UInt8] {
    try random(count)
  }
}
