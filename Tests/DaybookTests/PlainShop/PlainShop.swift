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
