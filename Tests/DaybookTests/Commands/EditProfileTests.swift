import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("profile.edit")
struct EditProfileTests {
  private let book = Given(account()).and(firstEntry())
  private let moved: JSONObject = ["profile": 1, "address": ["locality": "Leeds"]]
  private let leeds = JSONObject.london.with("locality", "Leeds")

  private func edited(_ revision: Int64 = 1, _ changes: JSONObject) -> ProfileEdited {
    ProfileEdited(customer: 1, profile: 1, revision: revision, changes: changes)
  }

  @Test("an entry that no order copied is changed in place")
  func inPlace() {
    book.when("profile.edit", moved).then(edited(1, ["address": .object(leeds)]))
  }

  @Test("parts merge, null and the empty text clear")
  func merge() {
    book.when(
      "profile.edit",
      [
        "profile": 1, "phone": "2",
        "address": ["given_name": .null, "family_name": "", "locality": "Leeds"],
      ]
    )
    .then(
      edited(
        1,
        [
          "phone": "2",
          "address": .object(leeds.with("given_name", nil).with("family_name", nil)),
        ]
      )
    )
    let phoned = book.and([edited(1, ["phone": "2", "fields": ["floor": 3, "gate": 1]])])
    phoned.when("profile.edit", ["profile": 1, "phone": .null]).then(edited(1, ["phone": .null]))
    phoned.when("profile.edit", ["profile": 1, "fields": ["floor": .null, "door": 2]])
      .then(edited(1, ["fields": ["gate": 1, "door": 2]]))
    phoned.when("profile.edit", ["profile": 1, "fields": ["floor": .null, "gate": .null]])
      .then(edited(1, ["fields": .null]))
  }

  @Test(
    "what is so already changes nothing",
    arguments: [
      [:], ["address": [:]], ["address": .null], ["phone": .null], ["fields": [:]],
      ["address": ["locality": "London", "country_code": "gb"]], ["fields": ["floor": .null]],
    ] as [JSONObject]
  )
  func nothing(fields: JSONObject) {
    book.when("profile.edit", fields.with("profile", 1))
      .changesNothing(["customer": 1, "profile": 1])
  }

  @Test("an entry that an order copied gets the next revision")
  func copyOnWrite() {
    book.and([order(revisions: ["1.1"], billing: copy(profile: 1))])
      .when("profile.edit", moved)
      .then(edited(2, ["address": .object(leeds)]))
  }

  @Test("without an order in between a second change stays in the new revision")
  func secondChange() {
    let given = book.and([
      order(revisions: ["1.1"], billing: copy(profile: 1)),
      edited(2, ["address": .object(leeds)]),
    ])
    given.when("profile.edit", ["profile": 1, "phone": "2"]).then(edited(2, ["phone": "2"]))
    given.and([order(2, revisions: ["1.2"], billing: copy(leeds, profile: 1, revision: 2))])
      .when("profile.edit", ["profile": 1, "phone": "2"])
      .then(edited(3, ["phone": "2"]))
  }

  @Test("what a revision said before it was copied may come back, as a new revision")
  func back() {
    book.and([
      order(revisions: ["1.1"], billing: copy(profile: 1)),
      edited(2, ["address": .object(leeds)]),
    ])
    .when("profile.edit", ["profile": 1, "address": ["locality": "London"]])
    .then(edited(2, ["address": .object(.london)]))
  }

  @Test("an order that copied another entry, or this number of somebody else, does not count")
  func otherEntry() {
    book.and([
      entry(11, of: 1, .paris),
      order(revisions: ["11.1"], billing: copy(.paris, profile: 11)),
    ])
    .when("profile.edit", moved)
    .then(edited(1, ["address": .object(leeds)]))
  }

  @Test("a changed address must be right")
  func invalidAddress() {
    book.when("profile.edit", ["profile": 1, "address": ["country_code": .null]])
      .refuses(
        .addressInvalid,
        ["problems": [["field": "country_code", "problem": "required", "path": "address"]]]
      )
  }

  @Test("an import records what is wrong with the address")
  func imported() {
    let warnings: [JSON] = [
      ["field": "country_code", "problem": "required", "path": "address"]
    ]
    book.when(
      "profile.edit",
      ["profile": 1, "address": ["country_code": .null]],
      channel: .import
    )
    .then(
      ProfileEdited(
        customer: 1,
        profile: 1,
        revision: 1,
        warnings: warnings,
        changes: ["address": .object(.london.with("country_code", nil))]
      )
    )
    .warns(warnings)
  }

  @Test("an address that came in wrong does not bar other changes")
  func phoneOfBadAddress() {
    let address = JSONObject.london.with("country_code", nil)
    Given(account(), entry(1, of: 1, address))
      .when("profile.edit", ["profile": 1, "phone": "2"])
      .then(edited(1, ["phone": "2"]))
  }

  @Test("the entry is found by its reference too, and must be there")
  func names() {
    let given = Given(
      account(),
      entry(1, of: 1, .london, reference: "home"),
      entry(2, of: 1, .paris),
      ProfileRemoved(customer: 1, profile: 2)
    )
    given.when("profile.edit", moved.with("profile", "ref:home"))
      .then(edited(1, ["address": .object(leeds)]))
    for profile in [2, 3, "ref:work", "2"] as [JSON] {
      given.when("profile.edit", moved.with("profile", profile))
        .refuses(.notFound, ["kind": "profile"])
    }
  }
}
