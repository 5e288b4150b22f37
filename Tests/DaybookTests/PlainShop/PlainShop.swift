import Model

/// A shop that knows the present and nothing else: structs that commands change in place.
///
/// It stands beside a real ledger, takes the same commands, and must come to the same results. It
/// has no events, no tags and no read models, and shares no rule with the ledger but those of
/// postal addresses and e-mails.
struct PlainShop: Equatable {
  /// The sites that were configured.
  var sites: [String: PlainSite] = [:]
  /// The profile types that were defined, removed ones too; the built-in one is not among them.
  var types: [String: PlainType] = [:]
  var customers = Numbered<PlainCustomer>()
  /// A site and an e-mail each.
  var contacts = Numbered<[JSON]>()
  var profiles = Numbered<PlainProfile>()
  var orders = Numbered<PlainOrder>()
  var claims = Numbered<PlainClaim>()
  /// By code; removed ones too.
  var groups: [String: PlainGroup] = [:]
  /// Of all customers, oldest first.
  var bookings: [PlainBooking] = []
  /// Whose credit the events at some positions of the log booked.
  var credited: [Int64: Int64] = [:]
  var carts = Numbered<PlainCart>()
  var subscriptions: [PlainSubscription] = []
  var methods = Numbered<PlainMethod>()
  /// What each revision of each profile says, or said last.
  var revisions: [[Int64]: PlainContent] = [:]
  /// Pairs of profile and revision that some order names or ever named.
  var copied: Set<[Int64]> = []
  /// The claims by the tokens that were handed out for them.
  var tokens: [JSON: Int64] = [:]
  /// Whether the last command gives cause for the warning that its guest has an account.
  var warns = false
  /// The commands that had an id and changed something.
  var given: [JSON: JSON] = [:]

  /// Takes a command; one that is refused changes nothing.
  mutating func perform(_ command: PlainCommand) -> PlainVerdict {
    warns = false
    let wrong = PlainFields.problems(of: command)
    guard wrong.isEmpty else { return .refused(wrong) }
    if let before = given[command.id] {
      return before == command.content ? .replayed : .refused(["command_id_reused"])
    }
    var after = self
    do {
      try after.decide(command)
    } catch {
      return .refused((error as? PlainRefusal)?.codes ?? ["\(error)"])
    }
    guard after != self else { return .unchanged }
    if !command.id.isNull { after.given[command.id] = command.content }
    self = after
    return .changed
  }

  private mutating func decide(_ command: PlainCommand) throws {
    switch command.name {
    case "customer.register": try register(command)
    case "customer.record_guest": try recordGuest(command)
    case "customer.edit": try editCustomer(command)
    case "customer.change_email": try changeEmail(command)
    case "customer.set_metadata": try setMetadata(command)
    case "customer.disable": try setEnabled(command, false)
    case "customer.enable": try setEnabled(command, true)
    case "customer.remove": try removeCustomer(command)
    case "customer.restore": try restoreCustomer(command)
    case "customer.merge": try merge(command)
    case "customer.unmerge": try unmerge(command)
    case "customer.link_contact": try linkContact(command)
    case "profile_type.define": try defineType(command)
    case "profile_type.remove": try removeType(command)
    case "profile.add": try addProfile(command)
    case "profile.edit": try editProfile(command)
    case "profile.disable": try disableProfile(command)
    case "profile.enable": try enableProfile(command)
    case "profile.remove": try removeProfile(command)
    case "profile.set_default": try setDefault(command)
    case "profile.clear_default": try clearDefault(command)
    case "order.place": try placeOrder(command)
    case "order.change_profile": try changeProfile(command)
    case "order.add_shipment": try addShipment(command)
    case "order.change_email": try changeOrderEmail(command)
    case "order.mark_paid": try markPaid(command)
    case "order.complete": try complete(command)
    case "order.cancel": try cancelOrder(command)
    case "order.assign": try assign(command)
    case "claim.request": try requestClaim(command)
    case "claim.confirm": try confirmClaim(command)
    case "claim.decline": try declineClaim(command)
    case "claim.cancel": try cancelClaim(command)
    case "site.configure": try configureSite(command)
    default: try decideBenefits(command)
    }
    for number in profiles.numbers {
      revisions[[number, profiles[number].revision]] = profiles[number].content
    }
  }
}

extension PlainShop {
  private mutating func decideBenefits(_ command: PlainCommand) throws {
    switch command.name {
    case "group.create": try createGroup(command)
    case "group.edit": try editGroup(command)
    case "group.remove": try removeGroup(command)
    case "group.add": try addToGroup(command)
    case "group.drop": try dropFromGroup(command)
    case "customer.set_groups": try setGroups(command)
    case "role.assign": try assignRole(command)
    case "role.revoke": try revokeRole(command)
    case "membership.grant": try grantMembership(command)
    case "membership.revoke": try revokeMembership(command)
    case "credit.grant": try grantCredit(command)
    case "credit.spend": try spendCredit(command)
    case "credit.correct": try correctCredit(command)
    case "cart.update": try updateCart(command)
    case "cart.assign": try assignCart(command)
    case "cart.clear": try clearCart(command)
    case "cart.purge": try purgeCarts(command)
    case "newsletter.subscribe": try subscribe(command)
    case "newsletter.unsubscribe": try unsubscribe(command)
    case "payment_method.add": try addMethod(command)
    case "payment_method.edit": try editMethod(command)
    case "payment_method.remove": try removeMethod(command)
    default: throw PlainRefusal("field_unknown")
    }
  }
}

/// What became of a command.
enum PlainVerdict: Equatable {
  /// Something changed.
  case changed
  /// All was so already.
  case unchanged
  /// The command had been given before, with the same id.
  case replayed
  /// One of these codes; where `unchanged` is among them, that is right as well.
  case refused(Set<String>)
}
