package import Model

/// Who gave each field of a customer, profile or order the value it has.
package struct Blame: Sendable {
  package struct Line: Sendable {
    package let field: FieldHistory.Field
    /// The event that changed the field last.
    package let event: Event
  }

  package let kind: HistoricKind
  /// Whose fields these are; somebody who was merged leads on.
  package let number: Int64
  /// What an order's amounts are in; null for anything else.
  package let currency: JSON
  package let lines: [Line]
}

/// What became different between two points of history.
package struct FieldDifference: Sendable {
  package struct Change: Sendable {
    package let path: String
    package let from: FieldContent
    package let to: FieldContent
    /// The event that changed the field last.
    package let position: Int64
  }

  package let kind: HistoricKind
  package let number: Int64
  /// What an order's amounts are in; null for anything else.
  package let currency: JSON
  /// The positions that were compared.
  package let from: Int64
  package let to: Int64
  package let changes: [Change]
}

/// Where the value of a field came from.
package struct Explanation: Sendable {
  /// An event that the value came by, the nearest first.
  package struct Step: Sendable {
    package let event: Event
    /// The entry of an address book that the event made or copied, and its revision.
    package var profile: Int64?
    package var revision: Int64?
    /// Whether the event copied the entry.
    package var isCopy = false
  }

  package let kind: HistoricKind
  package let number: Int64
  /// What an order's amounts are in; null for anything else.
  package let currency: JSON
  package let path: String
  package let content: FieldContent
  /// Empty when nobody ever gave the field a value.
  package let steps: [Step]
}
