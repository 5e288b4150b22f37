package import Model

/// A kind of thing that has numbers: customer, profile, order, claim.
public protocol Entity: Sendable {
  /// The name of the kind, as in `customer:5`.
  static var kind: String { get }
}

/// Marks references to customers.
public enum CustomerEntity: Entity {
  /// As in `customer:5`.
  public static let kind = "customer"
}

/// Marks references to address-book entries.
public enum ProfileEntity: Entity {
  /// As in `profile:5`.
  public static let kind = "profile"
}

/// Marks references to orders.
public enum OrderEntity: Entity {
  /// As in `order:5`.
  public static let kind = "order"
}

/// Marks references to claims.
public enum ClaimEntity: Entity {
  /// As in `claim:5`.
  public static let kind = "claim"
}

/// Marks references to stored payment methods.
public enum PaymentMethodEntity: Entity {
  /// As in `payment_method:5`.
  public static let kind = "payment_method"
}

/// Marks references to carts.
public enum CartEntity: Entity {
  /// As in `cart:5`.
  public static let kind = "cart"
}

/// Marks references to contacts of marketing.
public enum ContactEntity: Entity {
  /// As in `contact:5`.
  public static let kind = "contact"
}

/// How somebody names a thing: by number, `ref:<reference>`, and for a customer by e-mail or
/// `guest:<e-mail>`, for an order `no:<number>`.
public struct Reference<Kind: Entity>: Sendable, ExpressibleByIntegerLiteral,
  ExpressibleByStringLiteral
{
  let text: String

  /// The thing with a number.
  public init(_ number: Int64) {
    text = "\(number)"
  }

  /// The thing that a text names; resolved when it is used.
  public init(_ text: String) {
    self.text = text
  }

  /// The thing with a number.
  public init(integerLiteral value: Int64) {
    self.init(value)
  }

  /// The thing that a text names; resolved when it is used.
  public init(stringLiteral value: String) {
    text = value
  }

  /// What the text says.
  package enum Form: Sendable {
    case number(Int64)
    case reference(String)
    case account(EmailAddress)
    case guest(EmailAddress)
    case orderNumber(String)
  }

  /// - Throws: `field_invalid` when the text has none of the forms that the kind allows.
  package func form() throws(Refusal) -> Form {
    if let number = digits(text) { return .number(number) }
    if let reference = text.after("ref:") { return .reference(reference) }
    if Kind.kind == CustomerEntity.kind {
      if let guest = text.after("guest:") {
        guard let email = EmailAddress(guest) else { throw problem }
        return .guest(email)
      }
      if let email = EmailAddress(text) { return .account(email) }
    }
    if Kind.kind == OrderEntity.kind, let number = text.after("no:") {
      return .orderNumber(number)
    }
    throw problem
  }

  private var problem: Refusal {
    switch Kind.kind {
    case CustomerEntity.kind:
      .invalid("must be a customer: a number, ref:<reference>, an e-mail or guest:<e-mail>")
    case OrderEntity.kind: .invalid("must be an order: a number, ref:<reference> or no:<number>")
    case ProfileEntity.kind, CartEntity.kind:
      .invalid("must be a \(Kind.kind): a number or ref:<reference>")
    default: .invalid("must be the number of a \(Kind.kind)")
    }
  }

  /// The number that a text of digits says; nil for one that JSON cannot say, as no answer could repeat it.
  private func digits(_ text: String) -> Int64? {
    guard (1...18).contains(text.utf8.count),
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = Int64(text), number <= JSON.greatestInteger
    else { return nil }
    return number
  }
}

extension String {
  /// What follows a prefix; nil when the text does not start with it.
  func after(_ prefix: String) -> String? {
    utf8.starts(with: prefix.utf8)
      ? String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self) : nil
  }
}

extension Reference: FieldValue {
  package static var fieldKind: FieldKind { .entity(Kind.kind) }

  package init(field json: JSON) throws(Refusal) {
    if let number = json.integer {
      self.init(number)
    } else if let text = json.string {
      self.init(text)
    } else {
      throw .invalid("must name a \(Kind.kind): a number or a text")
    }
    _ = try form()
  }

  package var fieldJSON: JSON {
    digits(text).map(JSON.integer) ?? .string(text)
  }
}

/// Names a customer: `5`, `"ref:shop-5"`, `"ada@example.com"`, `"guest:ada@example.com"`.
public typealias CustomerReference = Reference<CustomerEntity>
/// Names an address-book entry: `9`, `"ref:home"`.
public typealias ProfileReference = Reference<ProfileEntity>
/// Names an order: `7`, `"no:1001"`, `"ref:shop-7"`.
public typealias OrderReference = Reference<OrderEntity>
/// Names a claim: `3`.
public typealias ClaimReference = Reference<ClaimEntity>
/// Names a contact of marketing: `3`.
public typealias ContactReference = Reference<ContactEntity>
/// Names a cart: `3`, `"ref:session-7"`.
public typealias CartReference = Reference<CartEntity>
/// Names a stored payment method: `3`.
public typealias PaymentMethodReference = Reference<PaymentMethodEntity>
