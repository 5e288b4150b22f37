import Model

/// Rules that commands on payment methods share.
extension DecisionContext {
  /// A payment method that is kept.
  func paymentMethod(_ reference: PaymentMethodReference) throws -> PaymentMethodState {
    let method = try paymentMethodEvenIfRemoved(reference)
    guard !method.isRemoved else {
      throw Refusal.notFound(PaymentMethodEntity.kind, reference.text)
    }
    return method
  }

  func paymentMethodEvenIfRemoved(
    _ reference: PaymentMethodReference
  ) throws -> PaymentMethodState {
    guard case .number(let number) = try reference.form(),
      let method = try PaymentMethodState(number, in: history)
    else { throw Refusal.notFound(PaymentMethodEntity.kind, reference.text) }
    return method
  }

  /// A copy of its own of a billing address.
  ///
  /// What is no entry, and of no type, changes the one that is there already.
  mutating func ownCopy(
    of choice: ProfileChoice,
    inPlaceOf before: Snapshot? = nil,
    _ copier: inout ProfileCopier
  ) throws -> Snapshot {
    try choice.checkForm(at: "billing")
    guard choice.sameAs == nil, choice.paymentMethod == nil else {
      throw Refusal.invalid("billing", "must be an entry of the address book or an address")
    }
    if let before, choice.profile == nil, choice.type == nil {
      return try copier.change(before, by: choice, "billing", &self)
    }
    return try copier.copy(choice, "billing", for: .billing, &self)
  }

  /// Refuses what looks like the number of a payment card: 13 to 19 digits, with blanks, hyphens, dots or
  /// underscores between some of them, whose last one is right (ISO/IEC 7812, Luhn).
  ///
  /// Other numbers may stand beside it: `4242 4242 4242 4242 12/27`.
  ///
  /// - Throws: `field_invalid`.
  func refuseCardNumber(in text: String?, of field: String) throws(Refusal) {
    var groups: [[UInt8]] = []
    var group: [UInt8] = []
    for byte in (text ?? "").utf8 + [0] {
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        group.append(byte - UInt8(ascii: "0"))
        continue
      }
      if !group.isEmpty { groups.append(group) }
      group = []
      if " -._".utf8.contains(byte) { continue }
      if Self.holdCardNumber(groups) {
        throw .invalid(
          field,
          "must not hold a card number: it stands in the log for ever; the last four digits will do"
        )
      }
      groups = []
    }
  }

  /// Whether some groups of digits that follow each other are the number of a card.
  private static func holdCardNumber(_ groups: [[UInt8]]) -> Bool {
    groups.indices.contains { first in
      var digits: [UInt8] = []
      for group in groups[first...] {
        digits += group
        guard digits.count <= 19 else { return false }
        if isCardNumber(digits) { return true }
      }
      return false
    }
  }

  private static func isCardNumber(_ digits: [UInt8]) -> Bool {
    guard (13...19).contains(digits.count) else { return false }
    var sum = 0
    for (index, digit) in digits.reversed().enumerated() {
      let weighed = index.isMultiple(of: 2) ? Int(digit) : Int(digit) * 2
      sum += weighed > 9 ? weighed - 9 : weighed
    }
    return sum.isMultiple(of: 10)
  }
}
