/// All that is wrong or odd with an address.
package struct AddressFindings: Sendable, Equatable {
  /// What keeps the address from being right.
  package var problems: [AddressFinding] = []
  /// What is worth a second look and nothing more.
  package var warnings: [AddressFinding] = []

  /// Whether nothing is wrong.
  package var isValid: Bool { problems.isEmpty }
}
