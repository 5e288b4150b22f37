public import Model

/// Where the billing or a shipping address of an order comes from.
///
/// It has one of five forms: an entry of the address book, an entry chosen and modified, a new
/// address, a payment method's address, or the same as another one of the order.
public struct ProfileChoice: Sendable {
  /// An entry of the owner's address book; `address`, `phone` and `fields` modify the copy of it.
  public var profile: ProfileReference?
  /// A new address, or what differs from the entry.
  public var address: Address?
  /// The phone number of a new address, or what replaces that of the entry.
  public var phone: Change<String> = .keep
  /// The profile type's own fields.
  public var fields: JSONObject?
  /// The type of a new profile; `customer` when left out.
  public var type: Code?
  /// A stored payment method, whose billing address is copied.
  public var paymentMethod: Reference<PaymentMethodEntity>?
  /// Billing, or the first shipment; alone, and not the choice itself.
  public var sameAs: Usage?
  /// Whether the address book follows: a new address is added, a modified entry edited.
  ///
  /// By default only for a registered customer at checkout. A guest has no book; there a true flag
  /// waits in the order until an account claims it.
  public var saveToAddressBook: Bool?

  /// A copy of an entry of the address book.
  public static func profile(_ profile: ProfileReference) -> ProfileChoice {
    var choice = ProfileChoice()
    choice.profile = profile
    return choice
  }

  /// A new address.
  public static func address(_ address: Address) -> ProfileChoice {
    var choice = ProfileChoice()
    choice.address = address
    return choice
  }

  /// The same as another one of the order.
  public static func same(as usage: Usage) -> ProfileChoice {
    var choice = ProfileChoice()
    choice.sameAs = usage
    return choice
  }

  package init() {}
}

extension ProfileChoice: Shape {
  package static let fields: Fields<ProfileChoice> = [
    Field("profile", \.profile, "An entry of the address book"),
    Field("address", \.address, "A new address, or what differs from the entry"),
    Field("phone", \.phone, "Phone number"),
    Field("fields", \.fields, "The profile type's own fields"),
    Field("type", \.type, "Type of a new profile; customer when left out"),
    Field("payment_method", \.paymentMethod, "A stored payment method's billing address"),
    Field("same_as", \.sameAs, "Copy of billing or shipping"),
    Field("save_to_address_book", \.saveToAddressBook, "Whether the address book follows"),
  ]
}

/// A parcel of an order.
public struct Shipment: Sendable {
  /// How it is sent.
  public var method: String?
  /// Where it goes; a copy of billing when left out.
  public var shipping: ProfileChoice?

  /// A parcel that goes where the invoice goes unless told otherwise.
  public init(method: String? = nil, shipping: ProfileChoice? = nil) {
    self.method = method
    self.shipping = shipping
  }

  package init() {}
}

extension Shipment: Shape {
  package static let fields: Fields<Shipment> = [
    Field("method", \.method, "How it is sent"),
    Field("shipping", \.shipping, "Where it goes; a copy of billing when left out"),
  ]
}

/// An entry to be added to an address book together with its customer.
public struct NewProfile: Sendable {
  /// The profile type; `customer` when left out.
  public var type: Code?
  /// The postal address; it needs a country.
  public var address = Address()
  /// Phone number.
  public var phone: String?
  /// The profile type's own fields.
  public var fields: JSONObject?
  /// Whether it becomes the default for billing.
  public var defaultBilling = false
  /// Whether it becomes the default for shipping.
  public var defaultShipping = false
  /// The caller's own key, unique among all profiles for ever; not given to an identical entry that
  /// is used again.
  public var reference: PublicText?

  /// An entry with an address.
  public init(address: Address) {
    self.address = address
  }

  package init() {}
}

extension NewProfile: Shape {
  package static let fields: Fields<NewProfile> = [
    Field(required: "address", \.address, "The postal address"),
    Field("type", \.type, "Profile type; customer when left out"),
    Field("phone", \.phone, "Phone number"),
    Field("fields", \.fields, "The profile type's own fields"),
    Field("default_billing", \.defaultBilling, "Make it the default for billing"),
    Field("default_shipping", \.defaultShipping, "Make it the default for shipping"),
    Field("reference", \.reference, "Your own key, unique among profiles, without @"),
  ]
}
