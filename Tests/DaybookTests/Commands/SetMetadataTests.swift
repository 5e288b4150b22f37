import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("customer.set_metadata")
struct SetMetadataTests {
  private let before = CustomerMetadataChanged(
    customer: 1,
    metadata: ["level": 3, "note": "kept", "tags": ["a"]]
  )

  @Test("merges: an empty text removes, null is stored, the rest stays")
  func merge() {
    Given(account(), before)
      .when(
        "customer.set_metadata",
        ["customer": 1, "metadata": ["level": "", "vip": true, "seen": .null, "tags": ["b"]]]
      )
      .then(
        CustomerMetadataChanged(
          customer: 1,
          metadata: ["note": "kept", "vip": true, "seen": .null, "tags": ["b"]]
        )
      )
  }

  @Test("what was registered counts")
  func registered() {
    let registered = CustomerRegistered(
      customer: 1,
      site: "default",
      contact: 1,
      metadata: ["level": 1]
    )
    Given(registered).when("customer.set_metadata", ["customer": 1, "metadata": ["level": 2]])
      .then(CustomerMetadataChanged(customer: 1, metadata: ["level": 2]))
  }

  @Test("the last key can go")
  func last() {
    Given(account(), CustomerMetadataChanged(customer: 1, metadata: ["level": 1]))
      .when("customer.set_metadata", ["customer": 1, "metadata": ["level": ""]])
      .then(CustomerMetadataChanged(customer: 1, metadata: [:]))
  }

  @Test(
    "what is so already changes nothing",
    arguments: [
      [:], ["level": 3], ["tags": ["a"]], ["unknown": ""],
    ] as [JSON]
  )
  func nothing(metadata: JSON) {
    Given(account(), before).when("customer.set_metadata", ["customer": 1, "metadata": metadata])
      .changesNothing(["customer": 1])
  }

  @Test("keys are the same when their bytes are")
  func keys() {
    Given(account(), CustomerMetadataChanged(customer: 1, metadata: ["\u{E9}": 1]))
      .when("customer.set_metadata", ["customer": 1, "metadata": ["e\u{301}": 2]])
      .then(CustomerMetadataChanged(customer: 1, metadata: ["\u{E9}": 1, "e\u{301}": 2]))
  }

  @Test("guests have metadata as well")
  func guests() {
    Given(guest()).when("customer.set_metadata", ["customer": 1, "metadata": ["a": 1]])
      .then(CustomerMetadataChanged(customer: 1, metadata: ["a": 1]))
  }

  @Test("the customer must be there, the metadata an object")
  func refusals() {
    Given().when("customer.set_metadata", ["customer": 1, "metadata": [:]])
      .refuses(.notFound, ["kind": "customer"])
    Given(account()).when("customer.set_metadata", ["customer": 1, "metadata": []])
      .refuses(.fieldInvalid, ["field": "metadata"])
    Given(account()).when("customer.set_metadata", ["customer": 1, "metadata": .null])
      .refuses(.fieldMissing, ["field": "metadata"])
  }
}
