package import Model

/// All event types: the folders of this target, listed when it is built.
package enum Catalogue {
  /// One event type: a folder with its Swift type, its contracts and examples.
  package struct Entry: Sendable {
    package let folder: String
    package let type: any EventType.Type
    package let contracts: [EventContract]
    package let texts: [String: String]

    /// The contract that new events follow.
    package var current: EventContract? { contracts.last }
  }

  private static let entriesByName = Dictionary(
    entries.map { ($0.type.name, $0) },
    uniquingKeysWith: { first, _ in first }
  )

  /// The entry of an event type, or nil when this program does not know the type.
  package static func entry(named name: String) -> Entry? {
    entriesByName[name]
  }

  /// The contract of one version of an event type.
  package static func contract(named name: String, version: Int) -> EventContract? {
    entriesByName[name]?.contracts.first { $0.version == version }
  }
}
