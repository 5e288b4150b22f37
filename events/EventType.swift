package import Model

/// A fact that happened: the Swift side of a contract in this folder.
///
/// Personal fields are optional in every event type, because an erasure takes them away.
package protocol EventType: Sendable {
  /// The name in the log, `OrderPlaced`. Written by the build from the folder's name.
  static var name: String { get }
  /// The version of the contract that new events follow.
  static var version: Int { get }
  /// Reads the fields of any version this type ever had.
  init(_ data: EventData) throws(EventProblem)
  /// The fields as JSON, absent ones left out.
  var data: JSONObject { get }
}

extension EventType {
  package static var version: Int { 1 }
}

/// An event in the log does not follow its contract.
package struct EventProblem: Error, Equatable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}
