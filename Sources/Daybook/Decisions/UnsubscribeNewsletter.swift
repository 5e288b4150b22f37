import Events
public import Model

/// Ends a subscription to a newsletter, the customer's and their contact's alike.
public struct UnsubscribeNewsletter: Decision {
  /// Who, when a customer.
  public var customer: CustomerReference?
  /// Who, by e-mail alone; the site's customer with it when there is one, else a contact.
  public var email: EmailAddress?
  /// The list.
  public var list: Code

  /// The end of a customer's subscription.
  public init(customer: CustomerReference?, list: Code) {
    self.customer = customer
    self.list = list
  }

  /// The end of a subscription by e-mail alone.
  public init(email: EmailAddress?, list: Code) {
    self.email = email
    self.list = list
  }

  /// The command `newsletter.unsubscribe`.
  public static let declaration = Declaration<UnsubscribeNewsletter>(
    "newsletter.unsubscribe",
    "Ends a subscription to a newsletter.",
    [
      Field("customer", \.customer, "Who; either this or email"),
      Field("email", \.email, "Who, by e-mail alone"),
      Field(required: "list", \.list, "The newsletter list"),
    ],
    empty: { UnsubscribeNewsletter(customer: nil, list: "") }
  )

  /// The customer, when one is named.
  public var subject: Subject? { customer.map(Subject.customer) }

  /// Appends `NewsletterUnsubscribed`; nothing for somebody who is not subscribed.
  public func decide(in context: inout DecisionContext) throws {
    do { try list.check() } catch { throw error.inside("list") }
    context.extras["list"] = .string(list.text)
    let (subscriber, _) = try context.subscriber(customer, email)
    if let number = subscriber.customer { context.touch(CustomerEntity.kind, number) }
    guard subscriber.lists.contains(list.text) else { return }
    context.append(
      NewsletterUnsubscribed(
        list: list.text,
        contact: subscriber.contact,
        customer: subscriber.customer
      )
    )
  }
}
