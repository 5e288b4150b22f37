import Events
public import Model

/// Subscribes somebody to a newsletter: a customer, or a contact by e-mail alone.
///
/// A contact's subscriptions are also those of whoever registers with the e-mail later.
public struct SubscribeNewsletter: Decision {
  /// Who, when a customer.
  public var customer: CustomerReference?
  /// Who, by e-mail alone; the site's customer with it when there is one, else a contact.
  public var email: EmailAddress?
  /// The list.
  public var list: Code

  /// A subscription of a customer.
  public init(customer: CustomerReference?, list: Code) {
    self.customer = customer
    self.list = list
  }

  /// A subscription by e-mail alone.
  public init(email: EmailAddress?, list: Code) {
    self.email = email
    self.list = list
  }

  /// The command `newsletter.subscribe`.
  public static let declaration = Declaration<SubscribeNewsletter>(
    "newsletter.subscribe",
    "Subscribes a customer or an e-mail to a newsletter.",
    [
      Field("customer", \.customer, "Who; either this or email"),
      Field("email", \.email, "Who, by e-mail alone"),
      Field(required: "list", \.list, "The newsletter list"),
    ],
    empty: { SubscribeNewsletter(customer: nil, list: "") }
  )

  /// The customer, when one is named.
  public var subject: Subject? { customer.map(Subject.customer) }

  /// Appends `NewsletterSubscribed`; nothing when it is so already.
  public func decide(in context: inout DecisionContext) throws {
    do { try list.check() } catch { throw error.inside("list") }
    context.extras["list"] = .string(list.text)
    let (subscriber, site) = try context.subscriber(customer, email)
    if let number = subscriber.customer { context.touch(CustomerEntity.kind, number) }
    guard !subscriber.lists.contains(list.text) else { return }
    context.append(
      NewsletterSubscribed(
        list: list.text,
        site: site,
        contact: subscriber.contact,
        customer: subscriber.customer,
        email: subscriber.customer == nil ? email?.text : nil
      )
    )
  }
}
