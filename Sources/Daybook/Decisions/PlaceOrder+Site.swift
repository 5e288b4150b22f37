import Addresses
import Model

extension PlaceOrder {
  /// A site may want an account of everybody who orders; the shop itself and an import may still
  /// place orders of guests.
  func refuseGuest(
    _ owner: OrderOwner,
    on site: String,
    in context: inout DecisionContext
  ) throws {
    guard !owner.hasAccount, try !context.settings(of: site).allowsGuests else { return }
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
}

extension OrderCopies {
  /// Compares the countries of all copies with those that the site serves.
  ///
  /// - Returns: On the channel `import` what is wrong, for the event to record; elsewhere it is
  ///   refused with `country_not_allowed`.
  func checkCountries(on site: String, _ context: inout DecisionContext) throws -> [JSON] {
    let settings = try context.settings(of: site)
    var problems: [JSON] = []
    var countries: [JSON] = []
    for (path, usage, address) in addresses {
      let country = address["country_code"]?.string
      guard let allowed = settings.countries(for: usage), !allowed.contains(country ?? "") else {
        continue
      }
      problems.append(AddressFinding(.countryCode, .countryNotAllowed).json(path: path))
      countries.append(JSON(country))
    }
    guard let first = countries.first else { return [] }
    guard context.provenance.channel != .import else {
      context.warnings += problems
      return problems
    }
    let place = problems.first?["path"].string ?? ""
    throw Refusal(
      .countryNotAllowed,
      "The site \(site) does not serve \(first.string ?? "no country"), the country of \(place).",
      details: ["site": .string(site), "country": first, "problems": .array(problems)]
    )
  }

  /// Every copied address with its path in the command.
  private var addresses: [(path: String, usage: Usage, address: JSONObject)] {
    let shipped = shipments.enumerated().map { index, shipment in
      (
        "shipments[\(index)].shipping.address", Usage.shipping,
        shipment["shipping"]["address"].object ?? [:]
      )
    }
    return [("billing.address", .billing, billing.content.address)] + shipped
  }
}
