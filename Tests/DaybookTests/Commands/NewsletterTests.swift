import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("newsletter.subscribe, newsletter.unsubscribe")
struct NewsletterTests {
  private let shop = Given(
    account(1, "ada@example.com", reference: "a"),
    guest(2, "eve@example.com"),
    guest(3, "ada@example.com", contact: 1)
  )

  private func subscribed(
    _ customer: Int64?,
    contact: Int64,
    site: String = "default",
    email: String? = nil
  ) -> NewsletterSubscribed {
    NewsletterSubscribed(
      list: "news",
      site: site,
      contact: contact,
      customer: customer,
      email: email
    )
  }

  private func unsubscribed(_ customer: Int64?, contact: Int64) -> NewsletterUnsubscribed {
    NewsletterUnsubscribed(list: "news", contact: contact, customer: customer)
  }

  private func fields(_ key: String, _ value: JSON) -> JSONObject {
    (["list": "news"] as JSONObject).with(key, value)
  }

  @Test("a customer subscribes, guests too")
  func customer() {
    shop.when("newsletter.subscribe", fields("customer", "ref:a"))
      .then(subscribed(1, contact: 1))
    shop.when("newsletter.subscribe", fields("customer", 2)).then(subscribed(2, contact: 2))
  }

  @Test(
    "an e-mail is the customer's who has it, the account's before the guest's, else a contact's"
  )
  func email() {
    shop.when("newsletter.subscribe", fields("email", " ADA@example.com"))
      .then(subscribed(1, contact: 1))
    shop.when("newsletter.subscribe", fields("email", "eve@example.com"))
      .then(subscribed(2, contact: 2))
    shop.when("newsletter.subscribe", fields("email", "New@example.com"))
      .then(subscribed(nil, contact: 3, email: "new@example.com"))
    shop.when("newsletter.subscribe", fields("email", "ada@example.com"), site: "fr")
      .then(subscribed(nil, contact: 3, site: "fr", email: "ada@example.com"))
  }

  @Test("doing it twice changes nothing")
  func twice() {
    let given = shop.and([subscribed(1, contact: 1)])
    given.when("newsletter.subscribe", fields("customer", 1)).changesNothing(["customer": 1])
    given.when("newsletter.subscribe", fields("email", "ada@example.com"))
      .changesNothing(["customer": 1])
    given.when("newsletter.unsubscribe", fields("customer", 1)).then(unsubscribed(1, contact: 1))
    given.and([unsubscribed(1, contact: 1)])
      .when("newsletter.unsubscribe", fields("customer", 1)).changesNothing(["customer": 1])
    given.and([unsubscribed(1, contact: 1)])
      .when("newsletter.subscribe", fields("customer", 1)).then(subscribed(1, contact: 1))
    shop.when("newsletter.unsubscribe", fields("email", "new@example.com")).changesNothing([:])
  }

  @Test("a contact's subscription is that of whoever registers with the e-mail later")
  func contact() {
    let given = shop.and([
      subscribed(nil, contact: 4, email: "new@example.com"),
      account(4, "new@example.com", contact: 4),
    ])
    given.when("newsletter.subscribe", fields("customer", 4)).changesNothing(["customer": 4])
    given.when("newsletter.unsubscribe", fields("email", "new@example.com"))
      .then(unsubscribed(4, contact: 4))
    given.and([unsubscribed(4, contact: 4)])
      .when("newsletter.unsubscribe", fields("customer", 4)).changesNothing(["customer": 4])
    // It follows the contact, not the number.
    given.and([ContactLinked(customer: 4, contact: 2)])
      .when("newsletter.subscribe", fields("customer", 4)).then(subscribed(4, contact: 2))
  }

  @Test("guest and account share a contact, and each has subscriptions of their own")
  func shared() {
    let given = shop.and([subscribed(3, contact: 1)])
    given.when("newsletter.subscribe", fields("customer", 1)).then(subscribed(1, contact: 1))
    given.when("newsletter.unsubscribe", fields("customer", 1)).changesNothing(["customer": 1])
    given.when("newsletter.unsubscribe", fields("customer", 3)).then(unsubscribed(3, contact: 1))
  }

  @Test("a customer's own subscription stays when the e-mail changes")
  func changedEmail() {
    shop.and([
      subscribed(1, contact: 1),
      CustomerEmailChanged(customer: 1, site: "default", contact: 3, email: "new@example.com"),
    ])
    .when("newsletter.subscribe", fields("customer", 1)).changesNothing(["customer": 1])
  }

  @Test(
    "somebody, one way or the other, and a list with a code",
    arguments: ["newsletter.subscribe", "newsletter.unsubscribe"]
  )
  func refusals(command: String) {
    shop.when(command, ["list": "news"]).refuses(.fieldMissing, ["field": "customer"])
    shop.when(command, fields("customer", 1).with("email", "ada@example.com"))
      .refuses(.fieldInvalid, ["field": "email"])
    shop.when(command, fields("customer", 9)).refuses(.notFound, ["kind": "customer"])
    shop.when(command, fields("email", "a b@example.com")).refuses(.emailInvalid)
    shop.when(command, ["customer": 1]).refuses(.fieldMissing, ["field": "list"])
    shop.when(command, ["customer": 1, "list": "Weekly News"])
      .refuses(.fieldInvalid, ["field": "list"])
    shop.and([CustomerRemoved(customer: 1)]).when(command, fields("customer", 1))
      .refuses(.customerRemoved)
  }
}
