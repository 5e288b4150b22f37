/// What the log needs to know of one version of an event type.
///
/// Which fields are personal, which tags and look-ups they give, and whose the personal part is. Made
/// from the event's JSON Schema when the program is built.
///
/// A class, because every event that is read refers to one.
package final class EventContract: Sendable {
  package let name: String
  package let version: Int
  /// The one person, order, contact or site that the personal part belongs to: the first of these whose
  /// field is there.
  package let subjects: [TagTemplate]
  /// The top-level fields that are kept beside the hashed entry, so that they can be erased.
  package let personal: [String]
  package let tags: [TagTemplate]
  package let lookups: [LookupTemplate]
  /// The kinds of thing that may come into being with this event and take the next number; each
  /// number stands in the field named after its kind.
  package let creates: [String]
  /// What loses the personal parts of all earlier events by this one; empty but for an erasure.
  package let erases: [TagTemplate]

  package init(
    name: String,
    version: Int,
    subjects: [TagTemplate],
    personal: [String],
    tags: [TagTemplate],
    lookups: [LookupTemplate],
    creates: [String],
    erases: [TagTemplate]
  ) {
    self.name = name
    self.version = version
    self.subjects = subjects
    self.personal = personal
    self.tags = tags
    self.lookups = lookups
    self.creates = creates
    self.erases = erases
  }

  /// The tags of an event with this data: each once, sorted by their bytes.
  package func tags(of data: JSONObject) -> [String] {
    let sorted = tags.flatMap { $0.tags(of: data) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    // Sorting brings equal tags together: a merge may carry those of a hundred thousand orders.
    var result: [String] = []
    result.reserveCapacity(sorted.count)
    for tag in sorted where result.last?.isSame(as: tag) != true { result.append(tag) }
    return result
  }

  /// The look-ups of an event with this data; one whose fields are absent or erased is left out.
  package func lookups(of data: JSONObject) -> [Lookup] {
    lookups.compactMap { $0.lookup(of: data) }
  }

  /// The numbers that an event with this data takes.
  package func numbers(of data: JSONObject) -> [(kind: String, number: Int64)] {
    creates.compactMap { kind in data[kind]?.integer.map { (kind, $0) } }
  }

  /// Whose the personal part of an event with this data is, as a tag; several of one kind for an event
  /// about several.
  ///
  /// Nobody's for an erasure: why it was done must be known as long as that it was done.
  package func subjects(of data: JSONObject) -> [String] {
    erases.isEmpty ? concerned(by: data) : []
  }

  /// Whom or what an event with this data is about, as a tag, or several of one kind.
  package func concerned(by data: JSONObject) -> [String] {
    subjects.lazy.map { $0.tags(of: data) }.first { !$0.isEmpty } ?? []
  }

  /// Whose personal parts an event with this data erases, as tags.
  package func erased(by data: JSONObject) -> [String] {
    erases.flatMap { $0.tags(of: data) }
  }

  /// Splits data into what is hashed and kept for ever, and what can be erased.
  package func split(_ data: JSONObject) -> (public: JSONObject, personal: JSONObject) {
    let parts = data.parted { key in personal.contains { key.isSame(as: $0) } }
    return (parts.others, parts.among)
  }
}
