import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("who and what is meant")
struct ReferenceTests {
  @Test(
    "e-mails are the same when they are after trimming and lowering A–Z",
    arguments: [
      "ADA@EXAMPLE.COM", " ada@example.com", "ada@example.com\t\r\n", "\u{B}\u{C}Ada@Example.com ",
    ]
  )
  func sameEmail(text: String) {
    Given(account()).when("customer.register", ["email": .string(text)]).refuses(.emailTaken)
  }

  @Test(
    "nothing else is folded",
    arguments: [
      "ren\u{E9}@example.com", "rene\u{301}@example.com", "REN\u{C9}@example.com",
      "a.da@example.com", "ada+shop@example.com", "\u{FF41}da@example.com",
      "stra\u{DF}e@example.com",
      "strasse@example.com",
    ]
  )
  func otherEmail(text: String) {
    let others = ["ren\u{E9}", "rene\u{301}", "ren\u{C9}", "ada", "stra\u{DF}e", "strasse"]
      .map { "\($0)@example.com" }
      .filter { !$0.isSame(as: text.asciiLowercased) }
    var given = Given()
    for (index, email) in others.enumerated() {
      given = given.and([account(Int64(index + 1), email)])
    }
    let next = Int64(others.count + 1)
    given.when("customer.register", ["email": .string(text)])
      .then(account(next, text.asciiLowercased))
  }

  @Test(
    "what is no e-mail",
    arguments: [
      "", " ", "ada", "@example.com", "ada@", "ada@example", "a da@example.com",
      "ada@exam ple.com", "ada\u{A0}x@example.com", "a@b@example.com", "ada@.com",
      "ada@example..com",
      ".ada@example.com", "\"ada\"@example.com", "\u{A0}ada@example.com", "ada@-example.com",
    ]
  )
  func invalidEmail(text: String) {
    for command in ["customer.register", "customer.record_guest"] {
      Given().when(command, ["email": .string(text)]).refuses(.emailInvalid)
    }
  }

  @Test("references and user names are compared byte by byte")
  func bytes() {
    let given = Given(
      account(1, username: "ren\u{E9}", reference: "r\u{E9}f")
    )
    let other: JSONObject = ["email": "other@example.com"]
    given.when(
      "customer.register",
      other.with("username", "rene\u{301}").with("reference", "re\u{301}f")
    )
    .then(account(2, "other@example.com", username: "rene\u{301}", reference: "re\u{301}f"))
    given.when("customer.edit", ["customer": "ref:re\u{301}f"]).refuses(.notFound)
    given.when("customer.edit", ["customer": "ref:r\u{E9}f"]).changesNothing(["customer": 1])
  }

  @Test("a number in digits stands for the number, leading zeros too")
  func digits() {
    let given = Given(account())
    given.when("customer.edit", ["customer": "007"]).refuses(.notFound)
    given.when("customer.edit", ["customer": "001"]).changesNothing(["customer": 1])
    given.when("customer.edit", ["customer": "9007199254740991"]).refuses(.notFound)
    for tooLarge in ["9007199254740992", "999999999999999999"] {
      given.when("customer.edit", ["customer": .string(tooLarge)]).refuses(.fieldInvalid)
    }
    given.when("customer.edit", ["customer": .integer(JSON.greatestInteger)]).refuses(.notFound)
  }

  @Test(
    "what names nobody is invalid",
    arguments: [
      "", " 1", "1.5", "+1", "\u{661}", "1234567890123456789", "no:1", "REF:x", "guest:",
      "guest:ada",
    ] as [JSON]
  )
  func invalid(customer: JSON) {
    Given(account()).when("customer.edit", ["customer": customer])
      .refuses(.fieldInvalid, ["field": "customer"], saying: "must be a customer")
  }

  @Test("other kinds have their own names")
  func otherKinds() {
    Given(account()).when("profile.edit", ["profile": "ada@example.com"])
      .refuses(.fieldInvalid, ["field": "profile"], saying: "must be a profile")
    Given(account()).when("order.cancel", ["order": "guest:ada@example.com"])
      .refuses(.fieldInvalid, ["field": "order"], saying: "must be an order")
    Given(account()).when("claim.cancel", ["claim": "no:1"])
      .refuses(.fieldInvalid, ["field": "claim"], saying: "must be the number of a claim")
  }

  @Test("a site is any valid code", arguments: ["0", "uk", "shop.example", "a_b-c"])
  func sites(site: String) {
    Given(account()).when("customer.register", ["email": "ada@example.com", "site": .string(site)])
      .then(account(2, site: site, contact: 2))
  }

  @Test(
    "and nothing else",
    arguments: ["", "UK", "-uk", ".uk", "u k", "é", String(repeating: "a", count: 65)]
  )
  func invalidSites(site: String) {
    Given().when("customer.register", ["email": "ada@example.com", "site": .string(site)])
      .refuses(.fieldInvalid, ["field": "site"])
  }
}
