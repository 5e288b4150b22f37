public import Model

/// A "no" of the ledger to a command or query: nothing was appended.
public struct Refusal: Error, Sendable, Equatable {
  /// Why, as a stable word.
  ///
  /// The raw values are part of the program's interface.
  public enum Code: String, Sendable, CaseIterable {
    case accountExists = "account_exists"
    case addressInvalid = "address_invalid"
    case alreadyYours = "already_yours"
    case cartClosed = "cart_closed"
    case claimClosed = "claim_closed"
    case claimExpired = "claim_expired"
    case claimStale = "claim_stale"
    case claimTokenInvalid = "claim_token_invalid"
    case commandIDReused = "command_id_reused"
    case conflict
    case countryNotAllowed = "country_not_allowed"
    case creditInsufficient = "credit_insufficient"
    case customerDisabled = "customer_disabled"
    case customerErased = "customer_erased"
    case customerRemoved = "customer_removed"
    case customerRequired = "customer_required"
    case defaultConflict = "default_conflict"
    case emailInvalid = "email_invalid"
    case emailTaken = "email_taken"
    case fieldInvalid = "field_invalid"
    case fieldMissing = "field_missing"
    case fieldUnknown = "field_unknown"
    case groupExists = "group_exists"
    case guestCheckoutDisabled = "guest_checkout_disabled"
    case guestEmailHasAccount = "guest_email_has_account"
    case guestExists = "guest_exists"
    case linesEmpty = "lines_empty"
    case mergeInvalid = "merge_invalid"
    case noAccount = "no_account"
    case notFound = "not_found"
    case notUndoable = "not_undoable"
    case orderCancelled = "order_cancelled"
    case orderCompleted = "order_completed"
    case orderNotClaimable = "order_not_claimable"
    case orderNotGuest = "order_not_guest"
    case orderNumberTaken = "order_number_taken"
    case profileDisabled = "profile_disabled"
    case profileInUse = "profile_in_use"
    case profileTypeBuiltin = "profile_type_builtin"
    case profileTypeInUse = "profile_type_in_use"
    case profileTypeSingle = "profile_type_single"
    case projectionBuiltin = "projection_builtin"
    case projectionFailed = "projection_failed"
    case projectionInvalid = "projection_invalid"
    case reasonRequired = "reason_required"
    case referenceTaken = "reference_taken"
    case rolledBack = "rolled_back"
    case totalMismatch = "total_mismatch"
    case usageNotAllowed = "usage_not_allowed"
    case usernameTaken = "username_taken"
  }

  /// Why; decides the exit status of the program.
  public let code: Code
  /// What follows the field's name in the message, or the whole sentence.
  private let sentence: String
  /// The field that is wrong, from the outermost inwards: `billing.address.postal_code`.
  public private(set) var field: String?
  /// Facts for programs.
  public let facts: JSONObject

  /// A refusal in one sentence.
  package init(_ code: Code, _ sentence: String, details: JSONObject = [:]) {
    self.code = code
    self.sentence = sentence
    facts = details
  }

  private init(_ code: Code, field: String?, _ sentence: String, details: JSONObject = [:]) {
    self.init(code, sentence, details: details)
    self.field = field
  }

  /// A value of the wrong kind or out of range; the sentence goes on after the field's name:
  /// "must be a whole number".
  package static func invalid(_ sentence: String) -> Refusal {
    Refusal(.fieldInvalid, field: "", sentence)
  }

  /// A value of the wrong kind in a named field.
  package static func invalid(_ field: String, _ sentence: String) -> Refusal {
    Refusal(.fieldInvalid, field: field, sentence)
  }

  /// There is nothing of a kind by this name.
  ///
  /// An e-mail is not repeated: errors are kept in logs, and go to people who need not know it.
  static func notFound(_ kind: String, _ name: String) -> Refusal {
    let words = kind.split(separator: "_").joined(separator: " ")
    let isNumber = name.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let sentence =
      if isNumber {
        "There is no \(words) \(name)."
      } else if name.utf8.contains(UInt8(ascii: "@")) {
        "No \(words) is known by this e-mail."
      } else {
        "No \(words) is known as \(name)."
      }
    return Refusal(.notFound, sentence, details: ["kind": .string(kind)])
  }

  package static func missing(_ field: String) -> Refusal {
    Refusal(.fieldMissing, field: field, "is missing")
  }

  package static func unknown(_ field: String, _ sentence: String) -> Refusal {
    Refusal(.fieldUnknown, field: field, sentence)
  }

  /// The same refusal seen from the object or list around the field.
  package func inside(_ name: String) -> Refusal {
    guard let field else { return self }
    var result = self
    if field.isEmpty {
      result.field = name
    } else {
      result.field = field.hasPrefix("[") ? name + field : name + "." + field
    }
    return result
  }

  /// A sentence for people: what happened, what was expected.
  public var message: String {
    guard let field, !field.isEmpty else { return sentence }
    return "The field \(field) \(sentence)" + (sentence.hasSuffix("?") ? "" : ".")
  }

  /// What programs get beside code and message.
  public var details: JSONObject {
    var details = facts
    if let field, !field.isEmpty { details["field"] = .string(field) }
    return details
  }
}
