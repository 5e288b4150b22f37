import Events
import Model

/// Gives a customer another contact of marketing.
///
/// Every customer has one by itself: a site has one contact for each e-mail, which guest and account
/// share. This is for people who use several e-mails.
public struct LinkContact: Decision {
  /// Whose contact changes.
  public var customer: CustomerReference
  /// The contact, by its number.
  public var contact: ContactReference

  /// Another contact for a customer.
  public init(customer: CustomerReference, contact: ContactReference) {
    self.customer = customer
    self.contact = contact
  }

  /// The command `customer.link_contact`.
  public static let declaration = Declaration<LinkContact>(
    "customer.link_contact",
    "Gives a customer another contact of marketing.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field(required: "contact", \.contact, "The contact"),
    ],
    empty: { LinkContact(customer: 0, contact: 0) }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `ContactLinked`; nothing when it is the customer's contact already.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.customer(customer)
    context.touch(CustomerEntity.kind, state.number)
    // Contacts come into being with customers, numbered one after the other, and never go.
    let next = try context.history.nextNumber(of: ContactEntity.kind)
    guard case .number(let number) = try contact.form(), (1..<next).contains(number) else {
      throw Refusal.notFound(ContactEntity.kind, contact.text)
    }
    guard number != state.contact else { return }
    context.append(ContactLinked(customer: state.number, contact: number))
  }
}
