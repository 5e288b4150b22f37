import Events
import Model

/// What proves that somebody reads the mail of an order's e-mail.
///
/// As a text it is `<claim>.<43 base64url characters>`. The ledger keeps only the SHA-256 of the 32
/// random bytes.
struct ClaimToken {
  let claim: Int64
  let secret: [UInt8]

  init(claim: Int64, secret: [UInt8]) {
    self.claim = claim
    self.secret = secret
  }

  /// - Returns: nil when the text is no token at all.
  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard text.utf8.count <= 64, parts.count == 2, parts[1].utf8.count == 43,
      let claim = Int64(parts[0]), claim > 0, parts[0].utf8.first != UInt8(ascii: "+"),
      let secret = Base64.decodeURL(String(parts[1])), secret.count == 32
    else { return nil }
    self.init(claim: claim, secret: secret)
  }

  var text: String { "\(claim).\(Base64.encodeURL(secret))" }

  /// What the ledger keeps of it.
  var hash: String { SHA256.hash(secret).base64 }

  /// Whether this is the token of a claim, compared in constant time.
  func opens(_ hash: String) -> Bool {
    Digest.equalInConstantTime(Array(self.hash.utf8), Array(hash.utf8))
  }
}

extension DecisionContext {
  /// The open claim that a token belongs to.
  ///
  /// - Throws: `claim_token_invalid`, `claim_closed`, `claim_expired`.
  func openClaim(of token: String) throws -> ClaimState {
    guard let token = ClaimToken(token), let claim = try ClaimState(token.claim, in: history),
      token.opens(claim.requested.tokenHash)
    else {
      throw Refusal(.claimTokenInvalid, "This is not the token of a claim.")
    }
    if let ending = claim.ending {
      throw Refusal(
        .claimClosed,
        "Claim \(claim.number) is closed: it was \(ending.word).",
        details: ["claim": .integer(claim.number)]
      )
    }
    guard now < claim.expiresAt else {
      throw Refusal(
        .claimExpired,
        "Claim \(claim.number) expired at \(claim.expiresAt.text). Request a new one.",
        details: ["claim": .integer(claim.number)]
      )
    }
    return claim
  }
}

extension ClaimState.Ending {
  var word: String {
    switch self {
    case .confirmed: "confirmed"
    case .declined: "declined"
    case .cancelled: "cancelled"
    }
  }
}
