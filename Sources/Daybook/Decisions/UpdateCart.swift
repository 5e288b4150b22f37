import Events
import Model

/// Makes a cart, or states its content anew: lines are given as a whole.
///
/// A cart may be nobody's until its customer logs in. With the reference of an open cart it is that one;
/// a reference that is new makes a cart.
public struct UpdateCart: Decision {
  /// The cart; when left out, `reference` says which, or a new one is made.
  public var cart: CartReference?
  /// The caller's own key, unique among carts for ever.
  public var reference: PublicText?
  /// Whose it is; stays when left out.
  public var customer: CustomerReference?
  /// The e-mail of somebody who is no customer yet; either this or `customer`.
  public var email: EmailAddress?
  /// The currency of all prices; needed for a new cart.
  public var currency: CurrencyCode?
  /// All that is in it; stays when left out.
  public var lines: [OrderLine]?

  /// A cart of a customer.
  public init(customer: CustomerReference?, currency: CurrencyCode?, lines: [OrderLine]?) {
    self.customer = customer
    self.currency = currency
    self.lines = lines
  }

  /// The command `cart.update`.
  public static let declaration = Declaration<UpdateCart>(
    "cart.update",
    "Makes a cart or states its content anew.",
    [
      Field("cart", \.cart, "The cart, if there is one"),
      Field("reference", \.reference, "Your own key, unique among carts, without @"),
      Field("customer", \.customer, "Whose it is"),
      Field("email", \.email, "E-mail of somebody who is no customer"),
      Field("currency", \.currency, "ISO 4217 currency code; needed for a new cart"),
      Field("lines", \.lines, "All that is in it"),
    ],
    empty: { UpdateCart(customer: nil, currency: nil, lines: nil) }
  )

  /// The cart, when one is named, else whose it is.
  public var subject: Subject? {
    cart.map(Subject.cart) ?? reference.map(Subject.cartOrNew) ?? customer.map(Subject.customer)
  }

  /// Appends `CartUpdated`; nothing when all is so already.
  ///
  /// Refuses with `cart_closed` when it was ordered or has expired, or with `reference_taken`.
  public func decide(in context: inout DecisionContext) throws {
    let before = try present(in: context)
    if let before { context.touch(CartEntity.kind, before.number) }
    let stated = try before.map { try self.stated($0, in: context) }
    let content = try content(of: stated, in: &context)
    guard content.data != stated?.data else { return }
    context.append(content)
  }

  /// All of a cart as it is now, with the contact that its owner has now.
  private func stated(_ cart: CartState, in context: DecisionContext) throws -> CartUpdated {
    var stated = cart.stated
    if let owner = stated.customer {
      stated.contact = try context.customer(Reference(owner)).contact
    }
    return stated
  }

  /// The cart that the command names; nil for a new one.
  private func present(in context: DecisionContext) throws -> CartState? {
    if let cart {
      let state = try context.openCart(cart)
      if let reference, state.content.reference?.isSame(as: reference.text) != true {
        throw Refusal.invalid("reference", "is another one's: leave it out beside cart")
      }
      return state
    }
    guard let reference else { return nil }
    do { try reference.check() } catch { throw error.inside("reference") }
    let key = reference.text
    guard try context.number(filed: "cart_reference", key, "reference", CartEntity.kind) != nil
    else { return nil }
    return try context.openCart(CartReference("ref:\(key)"))
  }

  private func content(
    of before: CartUpdated?,
    in context: inout DecisionContext
  ) throws -> CartUpdated {
    guard customer == nil || email == nil else {
      throw Refusal.invalid("email", "goes without customer: give one of the two")
    }
    var content = try before ?? newCart(in: &context)
    if let customer {
      let owner = try context.customer(customer)
      (content.customer, content.contact, content.email) = (owner.number, owner.contact, nil)
    } else if let email {
      let holders = try EmailHolders(email.text, site: content.site, in: context.history)
      content.contact = try context.contact(of: holders)
      (content.customer, content.email) = (nil, email.text)
    }
    if let currency {
      do { _ = try CurrencyCode(field: currency.fieldJSON) } catch {
        throw error.inside("currency")
      }
      content.currency = currency.text
    }
    if let lines {
      for (index, line) in lines.enumerated() {
        do { _ = try line.amount() } catch { throw error.inside("lines[\(index)]") }
        do { try line.grants?.check() } catch { throw error.inside("lines[\(index)].grants") }
      }
      content.lines = lines.map(\.fieldJSON)
    }
    return content
  }

  private func newCart(in context: inout DecisionContext) throws -> CartUpdated {
    guard let currency else { throw Refusal.missing("currency") }
    return CartUpdated(
      cart: try context.number(of: CartEntity.kind),
      site: context.site,
      currency: currency.text,
      reference: reference?.text
    )
  }
}
