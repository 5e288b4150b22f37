import Events
import Model

/// Somebody who may want newsletters: a customer, or a contact who is none.
///
/// A customer's subscriptions are their own and those that their contact had before (as in Kentico,
/// where a subscriber is found by e-mail and site, else by user).
struct Subscriber {
  static let types = EventTypes(NewsletterSubscribed.self, NewsletterUnsubscribed.self)

  let customer: Int64?
  let contact: Int64
  /// The lists, sorted.
  private(set) var lists: [String] = []

  init(customer: Int64?, contact: Int64, in history: any History) throws {
    self.customer = customer
    self.contact = contact
    var own: Set<String> = []
    var contacts: Set<String> = []
    if let customer {
      for event in try history.events(Self.types, tagged: "customer:\(customer)") {
        Self.apply(event, to: &own)
      }
    }
    for event in try history.events(Self.types, tagged: "contact:\(contact)") {
      let isEnd = event.type == NewsletterUnsubscribed.name
      if isEnd || event.data["customer"] == nil { Self.apply(event, to: &contacts) }
    }
    lists = own.union(contacts).sorted()
  }

  private static func apply(_ event: Event, to lists: inout Set<String>) {
    guard let list = event.data["list"]?.string else { return }
    if event.type == NewsletterSubscribed.name { lists.insert(list) } else { lists.remove(list) }
  }
}
