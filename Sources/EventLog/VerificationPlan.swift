import Model

/// What one version of an event type gives to the tables beside the log, made ready for rows that are
/// scanned and not parsed.
struct VerificationPlan {
  /// How a tag is made: what stands in front of the value of a field.
  private struct Tag {
    let prefix: [UInt8]
    let field: [UInt8]
  }

  /// How a look-up is made: a name, and the fields that it needs.
  private struct Lookup {
    let name: [UInt8]
    let fields: [[UInt8]]
  }

  let type: [UInt8]
  let version: Int64
  /// Nil when the program does not know the type or its version.
  let contract: EventContract?
  private let tags: [Tag]
  private let lookups: [Lookup]
  private let creates: [(kind: String, field: [UInt8])]
  /// The highest number of each kind that is created, as far as it has been seen.
  private var greatest: [Int64?]

  init(_ type: [UInt8], _ version: Int64, _ contract: EventContract?) {
    self.type = type
    self.version = version
    self.contract = contract
    tags =
      contract?.tags.map { tag in
        Tag(prefix: Array("\(tag.kind):".utf8), field: Array(tag.field.utf8))
      } ?? []
    lookups =
      contract?.lookups.map { lookup in
        Lookup(name: Array(lookup.name.utf8), fields: lookup.fields.map { Array($0.utf8) })
      } ?? []
    creates = contract?.creates.map { ($0, Array($0.utf8)) } ?? []
    greatest = creates.map { _ in nil }
  }

  var hasLookups: Bool { !lookups.isEmpty }

  /// The highest numbers of each kind that such events took.
  var numbers: [(kind: String, last: Int64)] {
    zip(creates, greatest).compactMap { create, last in last.map { (create.kind, max($0, 0)) } }
  }

  /// Hands over each tag of an event once.
  func forEachTag(
    of data: borrowing ScannedObject,
    _ text: Span<UInt8>,
    _ room: inout ScannedTags,
    _ body: (Span<UInt8>) -> Void
  ) {
    room.clear()
    for tag in tags {
      data.forEachTagValue(tag.field, text) { value in
        room.append(tag.prefix, value)
      }
    }
    room.forEachOnce(body)
  }

  /// Appends the bytes of each look-up of an event and hands them over; a personal field goes before a
  /// public one.
  func forEachLookup(
    of data: borrowing ScannedObject,
    _ text: Span<UInt8>,
    personal: borrowing ScannedObject,
    _ personalText: Span<UInt8>,
    _ body: ([UInt8]) -> Void
  ) {
    for lookup in lookups {
      // As `Model.Lookup.bytes` has it.
      var bytes = lookup.name
      let isComplete = lookup.fields.allSatisfy { field in
        bytes.append(0)
        return personal.has(field, personalText)
          ? personal.appendString(field, personalText, to: &bytes)
          : data.appendString(field, text, to: &bytes)
      }
      if isComplete { body(bytes) }
    }
  }

  /// Remembers the numbers that an event took.
  mutating func takeNumbers(of data: borrowing ScannedObject, _ text: Span<UInt8>) {
    for index in creates.indices {
      guard let number = data.integer(creates[index].field, text) else { continue }
      greatest[index] = max(greatest[index] ?? number, number)
    }
  }
}

/// The tags of one event, so that one that several fields give is taken once.
struct ScannedTags {
  private var bytes: [UInt8] = []
  private var ranges: [Range<Int>] = []

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    ranges.removeAll(keepingCapacity: true)
  }

  mutating func append(_ prefix: [UInt8], _ value: Span<UInt8>) {
    let start = bytes.count
    bytes.append(contentsOf: prefix)
    value.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    ranges.append(start..<bytes.count)
  }

  /// Hands over the tags in any order: sorting brings equal ones together, so that the tags of a merge of
  /// a hundred thousand orders take no quadratic time to compare.
  mutating func forEachOnce(_ body: (Span<UInt8>) -> Void) {
    let bytes = bytes
    ranges.sort { one, other in
      one.count == other.count
        ? bytes[one].lexicographicallyPrecedes(bytes[other]) : one.count < other.count
    }
    var last: Range<Int>?
    for range in ranges {
      defer { last = range }
      if let last, last.count == range.count, bytes[last].elementsEqual(bytes[range]) { continue }
      body(bytes.span.extracting(range))
    }
  }
}
