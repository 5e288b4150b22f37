import EventLog
public import Model
import Synchronization

/// A ledger in one file: give it commands, ask it questions, as of now or as of any earlier time.
///
/// Safe to share between threads and tasks; calls wait for each other, and other programs may use
/// the same file at the same time. Every call does its work before it returns: a command that
/// returns is durable.
///
/// ```swift
/// let ledger = try Ledger.create(path: "ledger.db")
/// let ada = try ledger.perform(RegisterCustomer(email: "ada@example.com"), by: "web")
/// print(try ledger.customer(5)["first_name"])
/// ```
public final class Ledger: Sendable {
  private let open: Mutex<OpenLedger>

  /// Opens the ledger at a path.
  ///
  /// - Parameter path: A file that ``create(path:origin:)`` or `daybook init` made.
  /// - Throws: ``LedgerError`` when there is none, or it is no ledger.
  public init(path: String) throws {
    let ledger = try OpenLedger(path: path)
    // What an erasure left to do; when that is not possible now, it is later.
    try? ledger.purge(waiting: false)
    open = Mutex(ledger)
  }

  private init(_ ledger: sending OpenLedger) {
    open = Mutex(ledger)
  }

  /// Makes an empty ledger, readable by its owner only, and opens it.
  ///
  /// - Parameters:
  ///   - path: Where no file may be.
  ///   - origin: The ledger's name in checkpoints, such as `example.com/customers`; a random one
  ///     when left out.
  /// - Returns: The open ledger.
  /// - Throws: ``LedgerError``.
  public static func create(path: String, origin: String? = nil) throws -> Ledger {
    Ledger(try OpenLedger.create(path: path, origin: origin))
  }

  func locked<Value: Sendable>(
    _ body: @Sendable (OpenLedger) throws -> Value
  ) throws -> Value {
    try open.withLock { ledger in
      do {
        return try body(ledger)
      } catch {
        throw LedgerError(error) ?? error
      }
    }
  }

  /// Gives a command; when this returns, its events are durable.
  ///
  /// - Parameters:
  ///   - command: Such as ``RegisterCustomer`` or ``PlaceOrder``.
  ///   - provenance: Who gives it, through what and why.
  /// - Returns: The positions of the events and the numbers of everything created.
  /// - Throws: ``Refusal`` when a rule forbids it, ``LedgerError`` when the file cannot be used;
  ///   either way nothing was appended. Only with ``LedgerError/Code/purgePending`` an ``EraseCustomer``
  ///   has done its work, and what it left to do is done when the ledger is opened again.
  @discardableResult
  public func perform(_ command: some Decision, _ provenance: Provenance) throws -> Outcome {
    // Values from code pass the same checks as values from outside.
    let checked = try type(of: command).read(command.content)
    return try locked { ledger in
      let heldUp = ledger.log.isPurgeDue ? try ledger.log.pendingPurge : nil
      let request = Request(checked, provenance)
      let outcome = try ledger.perform(request)
      // Whoever asks for an erasure, be it again, is told until it is through.
      try ledger.purge(heldUp: request.erases ? nil : heldUp)
      return outcome
    }
  }

  /// Gives a command by an actor, from the administration.
  ///
  /// - Parameters:
  ///   - command: Such as ``RegisterCustomer`` or ``PlaceOrder``.
  ///   - actor: Who gives it: an id or role name, never an e-mail.
  /// - Returns: The positions of the events and the numbers of everything created.
  /// - Throws: ``Refusal`` or ``LedgerError``; either way nothing was appended.
  @discardableResult
  public func perform(_ command: some Decision, by actor: PublicText) throws -> Outcome {
    try perform(command, Provenance(actor: actor))
  }

  /// Everything kept on one customer.
  ///
  /// - Parameters:
  ///   - customer: A number, an e-mail, `guest:<e-mail>` or `ref:<reference>`.
  ///   - moment: The point of history to look from.
  /// - Returns: The document that `daybook customer show --json` prints.
  /// - Throws: ``Refusal`` with `not_found`, or ``LedgerError``.
  public func customer(_ customer: CustomerReference, at moment: Moment = .now) throws -> JSON {
    try document(ShowCustomer(customer: customer), moment)
  }

  /// One entry of an address book.
  ///
  /// - Parameters:
  ///   - profile: A number or `ref:<reference>`.
  ///   - moment: The point of history to look from.
  /// - Returns: The document that `daybook profile show --json` prints.
  /// - Throws: ``Refusal`` with `not_found`, or ``LedgerError``.
  public func profile(_ profile: ProfileReference, at moment: Moment = .now) throws -> JSON {
    try document(ShowProfile(profile: profile), moment)
  }

  /// An order with its copies of addresses.
  ///
  /// - Parameters:
  ///   - order: A number, `no:<number>` or `ref:<reference>`.
  ///   - moment: The point of history to look from.
  /// - Returns: The document that `daybook order show --json` prints.
  /// - Throws: ``Refusal`` with `not_found`, or ``LedgerError``.
  public func order(_ order: OrderReference, at moment: Moment = .now) throws -> JSON {
    try document(ShowOrder(order: order), moment)
  }

  /// Any query of the command line, by name and options.
  ///
  /// - Parameters:
  ///   - name: Such as `customer.list`.
  ///   - options: As on the command line: `["registered": "yes", "limit": 10]`.
  ///   - moment: The point of history to look from.
  /// - Returns: The document that the command line prints with `--json`.
  /// - Throws: ``Refusal`` or ``LedgerError``.
  public func query(
    _ name: String,
    _ options: JSONObject = [:],
    at moment: Moment = .now
  ) throws -> JSON {
    guard let type = Queries.named(name) else {
      throw Refusal.invalid("query", "names no query")
    }
    return try document(type.read(options), moment)
  }

  private func document(_ query: any Query, _ moment: Moment) throws -> JSON {
    let text = try locked { try $0.answer(query, at: moment).text }
    return try JSON(parsing: text)
  }

  /// Events in the order of the log.
  ///
  /// - Parameters:
  ///   - after: Only those behind this position.
  ///   - limit: At most so many.
  /// - Returns: The events.
  /// - Throws: ``LedgerError``.
  public func events(after: Int64 = 0, limit: Int = 1000) throws -> [Event] {
    try locked { ledger in
      var events: [Event] = []
      guard limit > 0 else { return events }
      try ledger.log.read(after: after) { event in
        events.append(event)
        return events.count < limit
      }
      return events
    }
  }

  /// A C2SP tlog-checkpoint body: origin, size and root, a line each.
  ///
  /// - Returns: The text, to be kept or signed.
  /// - Throws: ``LedgerError``.
  public func checkpoint() throws -> String {
    try locked { try $0.log.checkpoint() }
  }
}
