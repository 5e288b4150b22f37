import Daybook
import Model

/// The rows that make one command: one, or several of an order with a line each.
struct CSVRecord {
  let line: Int64
  let key: CSVKey?
  private(set) var rows: Int64 = 1
  private let cells: [String?]
  /// How much of the input the rows are.
  private(set) var bytes: Int
  private var lines: [JSON] = []
  /// The first thing that is wrong.
  private(set) var problem: Refusal?

  /// The bytes that the rows of an order may have: 16 MiB.
  private static let greatestSize = 16 << 20

  /// The first row.
  init(_ cells: [String?], line: Int64, bytes: Int, _ header: CSVHeader) {
    self.line = line
    self.cells = cells
    self.bytes = bytes
    key = header.key(of: cells)
    addLine(of: cells, header)
  }

  /// How a row stands to the order of the rows before.
  enum Relation {
    case same
    case other
    /// It names the order by one of its names, and something else by another.
    case unclear
  }

  /// Whether a row belongs to the same order: by its reference, or else its number; one that says nothing of
  /// an order itself belongs to the one before.
  func relation(to cells: [String?], _ header: CSVHeader) -> Relation {
    guard header.hasLines else { return .other }
    var hasNewName = false
    for column in CSVKey.fields.compactMap(header.names.firstIndex(of:)) {
      guard let text = cells[column], !text.isEmpty else { continue }
      guard let own = self.cells[column].nonEmpty else {
        // Nothing is said against a name that only one of the two has.
        hasNewName = true
        continue
      }
      guard own.isSame(as: text) else { return .other }
      return hasNewName ? .unclear : .same
    }
    guard !hasNewName else { return .other }
    let saysNothing = cells.indices.allSatisfy { !header.isShared($0) || cells[$0].nonEmpty == nil }
    return saysNothing ? .same : .other
  }

  /// Takes a further row; what it says of the order itself must be the same, or left empty.
  mutating func add(_ cells: [String?], line: Int64, bytes: Int, _ header: CSVHeader) {
    rows += 1
    self.bytes += bytes
    if self.bytes > Self.greatestSize {
      fail(Refusal(.fieldInvalid, "The rows of the order are longer than 16 MiB."))
    }
    for index in cells.indices where header.isShared(index) {
      guard let text = cells[index], !text.isEmpty else { continue }
      if let first = self.cells[index], first.isSame(as: text) { continue }
      fail(
        .invalid(
          header.names[index],
          "says something else in line \(line) than in line \(self.line), of the same order"
        )
      )
    }
    addLine(of: cells, header)
  }

  private mutating func addLine(of cells: [String?], _ header: CSVHeader) {
    guard problem == nil, header.hasLines else { return }
    do throws(Refusal) {
      if let line = try header.line(of: cells) { lines.append(.object(line)) }
    } catch {
      fail(error.inside("lines[\(lines.count)]"))
    }
  }

  /// Makes the order one that cannot be placed.
  mutating func fail(_ refusal: Refusal) {
    guard problem == nil else { return }
    problem = refusal
    lines = []
  }

  /// The command.
  ///
  /// - Throws: What is wrong with it.
  func command(_ header: CSVHeader) throws(Refusal) -> JSONObject {
    if let problem { throw problem }
    var command = try header.command(of: cells)
    if header.hasLines { command["lines"] = .array(lines) }
    return command
  }
}
