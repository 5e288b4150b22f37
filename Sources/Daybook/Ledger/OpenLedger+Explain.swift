import EventLog
import Events
import Model

extension OpenLedger {
  /// Where the value that a field has at a moment came from.
  ///
  /// An order's value leads to the revision of the address-book entry, or to the customer, that it was
  /// copied from, and to the event that brought it there.
  ///
  /// - Throws: `not_found`; `field_unknown` with the fields there are.
  package func explain(
    _ entity: HistoricEntity,
    field path: String,
    at moment: Moment = Moment(),
    site: Code? = nil
  ) throws -> Explanation {
    let window = try window(of: entity, at: moment, site: site)
    var content = FieldContent.nothing
    var steps: [Explanation.Step] = []
    if let field = window.after[path] {
      content = field.content
      steps = try self.steps(to: field, of: window, moment.effective)
    } else if !window.kind.fold.plainFields.contains(where: path.isSame) {
      throw Self.unknown(path, window)
    }
    return Explanation(
      kind: window.kind,
      number: window.number,
      currency: window.after.json("currency"),
      path: path,
      content: content,
      steps: steps
    )
  }

  private func steps(
    to field: FieldHistory.Field,
    of window: FieldWindow,
    _ effective: Instant?
  ) throws -> [Explanation.Step] {
    var step = Explanation.Step(event: try event(at: field.position))
    switch window.kind {
    case .customer: return [step]
    case .profile:
      if [ProfileAdded.name, ProfileEdited.name].contains(step.event.type) {
        step.profile = window.number
        step.revision = step.event.data["revision"]?.integer ?? 1
      }
      return [step]
    case .order:
      guard let origin = OrderFields.origin(of: field.path) else { return [step] }
      // As the event left the order: a copy may have been replaced since by an equal one.
      let then = try FieldWindow(
        of: .order,
        window.number,
        through: field.position,
        effective: effective,
        in: log
      ).after
      switch origin {
      case .copy(let copy, let path):
        guard let profile = then.json("\(copy).profile").integer,
          let revision = then.json("\(copy).revision").integer
        else { return [step] }
        let source = try source(of: path, profile, revision)
        let content = source?.content ?? .nothing
        // What was changed while it was copied was typed in with the order.
        guard content == field.content || content.isErased else { return [step] }
        step.profile = profile
        step.revision = revision
        step.isCopy = true
        guard let source else { return [step] }
        let event = try event(at: source.position)
        let first = event.data["revision"]?.integer ?? 1
        return [step, Explanation.Step(event: event, profile: profile, revision: first)]
      case .customer(let path):
        guard step.event.type == OrderPlaced.name,
          let customer = step.event.data["customer"]?.integer
        else { return [step] }
        let fields = try FieldWindow(
          of: .customer,
          customer,
          through: field.position,
          effective: effective,
          in: log
        ).after
        guard let source = fields[path], source.content == field.content else { return [step] }
        return [step, Explanation.Step(event: try event(at: source.position))]
      }
    }
  }

  /// A field of a revision of an address-book entry; where the entry's address or fields are erased as
  /// a whole, those.
  private func source(
    of path: String,
    _ profile: Int64,
    _ revision: Int64
  ) throws -> FieldHistory.Field? {
    let edits = try log.events(tagged: "profile:\(profile)", types: [ProfileEdited.name])
    let next = edits.first { $0.data["revision"]?.integer ?? 0 > revision }
    let fields = try FieldWindow(
      of: .profile,
      profile,
      through: next.map { $0.position - 1 } ?? .max,
      effective: nil,
      in: log
    ).after
    if let field = fields[path] { return field }
    let whole = fields[path.split(separator: ".").first.map(String.init) ?? ""]
    return whole?.content.isErased == true ? whole : nil
  }

  /// How many fields an error names: whoever has more has free keys without end.
  private static let greatestListed = 200

  private static func unknown(_ path: String, _ window: FieldWindow) -> Refusal {
    let known = window.kind.sorted(window.after.fields).prefix(greatestListed).map(\.path)
    let inside = known.filter { $0.hasPrefix(path + ".") }
    let place = "\(window.kind.rawValue) \(window.number)"
    let sentence =
      if !inside.isEmpty {
        "has several parts in \(place): \(inside.joined(separator: ", "))"
      } else if let nearest = Spelling.nearest(to: path, among: known) {
        "is not known of \(place); did you mean \(nearest)?"
      } else {
        "is not known of \(place); known are \(known.joined(separator: ", "))"
      }
    return Refusal(
      .fieldUnknown,
      "The field \(path) \(sentence)" + (sentence.hasSuffix("?") ? "" : "."),
      details: ["field": .string(path), "known": .array(known.map(JSON.string))]
    )
  }
}
