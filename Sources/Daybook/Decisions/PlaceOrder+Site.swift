import Model

extension PlaceOrder {
  /// A site may want an account of everybody who orders; the shop itself and an import may still
  /// place orders of guests.
  func refuseGuest(
    _ hasAccount: Bool,
    on site: String,
    _ context: inout DecisionContext
  ) throws {
    guard !hasAccount, try !context.settings(of: site).allowsGuests else { return }
    switch context.provenance.channel {
    case .administration, .import: return
    case .checkout, .account, .orderEdit, .system:
      throw Refusal(
        .guestCheckoutDisabled,
        "The site \(site) takes orders of registered customers only.",
        details: ["site": .string(site)]
      )
    }
  }

  /// Looks whether a guest orders with the e-mail of an account, which a site may refuse or want to
  /// be told; imported history enters with a warning.
  ///
  /// - Returns: The warning for the event to record.
  func findings(
    on owner: OrderOwner,
    _ site: String,
    _ context: inout DecisionContext
  ) throws -> [JSON] {
    let rule = try context.settings(of: site).guestEmailRule
    guard !owner.hasAccount, rule != .accept, let email = email?.text ?? owner.email,
      let account = try EmailHolders(email, site: site, in: context.history).registered
    else { return [] }
    guard rule == .warn || context.provenance.channel == .import else {
      throw context.guestHasAccount(account, "Log in to order, or take another e-mail.")
    }
    let warning: JSON = [
      "field": "email", "problem": .string(Refusal.Code.guestEmailHasAccount.rawValue),
    ]
    context.warnings.append(warning)
    return [warning]
  }
}
