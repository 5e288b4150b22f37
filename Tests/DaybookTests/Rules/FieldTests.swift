import Daybook
import Model
import TestSupport
import Testing

@Suite("fields of commands")
struct FieldTests {
  @Test(
    "a command is called by a noun and a verb, or one that takes any event, and says what it does",
    arguments: Decisions.names
  )
  func names(name: String) throws {
    let type = try #require(Decisions.named(name))
    let isWhole = name.wholeMatch(of: /[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*/) != nil
    #expect(isWhole || name == "undo")
    #expect(type.summary.hasSuffix("."))
    #expect(Set(type.fieldDescriptions.map(\.name)).count == type.fieldDescriptions.count)
  }

  @Test("what a command must have is missed", arguments: Decisions.names)
  func missing(name: String) throws {
    let type = try #require(Decisions.named(name))
    let complete = Example.fields(type.fieldDescriptions)
    _ = try type.read(complete)
    for field in type.fieldDescriptions where field.isRequired {
      for value in [nil, JSON.null] as [JSON?] {
        Given().when(name, complete.with(field.name, value))
          .refuses(.fieldMissing, ["field": .string(field.name)], saying: "is missing")
      }
    }
  }

  @Test("what a command does not know is refused", arguments: Decisions.names)
  func unknown(name: String) throws {
    let type = try #require(Decisions.named(name))
    let complete = Example.fields(type.fieldDescriptions)
    Given().when(name, complete.with("colour", "red"))
      .refuses(.fieldUnknown, ["field": "colour"], saying: "is not known here")
    let field = try #require(type.fieldDescriptions.first)
    let mistyped = String(field.name.dropLast()) + "x"
    Given().when(name, complete.with(mistyped, "x"))
      .refuses(
        .fieldUnknown,
        ["field": .string(mistyped)],
        saying: "did you mean \(field.name)?"
      )
  }

  @Test("a value of the wrong kind names its field", arguments: Decisions.names)
  func wrongKind(name: String) throws {
    let type = try #require(Decisions.named(name))
    let complete = Example.fields(type.fieldDescriptions)
    for field in type.fieldDescriptions {
      Given().when(name, complete.with(field.name, Example.wrong(field.kind)))
        .refuses(.fieldInvalid, ["field": .string(field.name)], saying: "field \(field.name) must")
    }
  }

  @Test("a command read from its own fields is the same command", arguments: Decisions.names)
  func roundTrip(name: String) throws {
    let type = try #require(Decisions.named(name))
    let command = try type.read(Example.fields(type.fieldDescriptions, all: true))
    #expect(try type.read(command.content).content == command.content)
  }

  @Test("a command can be left out, unknown, or no text")
  func commandName() throws {
    let defaults = Provenance(actor: "tester")
    func refusal(_ object: JSONObject) -> Refusal? {
      #expect(throws: Refusal.self) { try Request(object, defaults: defaults) }
    }
    #expect(refusal(["customer": 1])?.code == .fieldMissing)
    let mistyped = refusal(["command": "customer.registre"])
    #expect(mistyped?.code == .fieldUnknown)
    #expect(mistyped?.message.contains("did you mean customer.register?") == true)
    #expect(refusal(["command": "fly"])?.message.contains("daybook help") == true)
    #expect(refusal(["command": 5])?.code == .fieldUnknown)
    #expect(refusal(["command": .null])?.code == .fieldUnknown)
  }

  @Test(
    "an error inside names the path",
    arguments: [
      (["lines": [["sku": "a", "quantity": "2", "unit_price": 1]]], "lines[0].quantity"),
      (["lines": [["sku": "a", "quantity": 2]]], "lines[0].unit_price"),
      (["lines": [["sku": "", "quantity": 2, "unit_price": 1]]], "lines[0].sku"),
      (["lines": [["sku": "a", "qty": 2]]], "lines[0].qty"),
      (["lines": ["tea"]], "lines[0]"),
      (["lines": ["sku": "a"]], "lines"),
      (["adjustments": [["label": "a", "amount": 1], ["label": "a"]]], "adjustments[1].amount"),
      (["billing": ["address": ["postal_code": 10117]]], "billing.address.postal_code"),
      (["billing": ["address": ["zip": "10117"]]], "billing.address.zip"),
      (["billing": ["profile": -1]], "billing.profile"),
      (["billing": ["profile": "home"]], "billing.profile"),
      (["billing": ["same_as": "home"]], "billing.same_as"),
      (["shipments": [[:], ["shipping": ["phone": 1]]]], "shipments[1].shipping.phone"),
      (["total": "12.50"], "total"),
      (["customer": true], "customer"),
      (["customer": -1], "customer"),
      (["customer": "nobody"], "customer"),
      (["customer": "guest:nobody"], "customer"),
      (["reference": "ada@example.com"], "reference"),
      (["metadata": "x"], "metadata"),
    ] as [(JSONObject, JSON)]
  )
  func paths(fields: JSONObject, path: JSON) throws {
    var object = place(["customer": 1, "command": "order.place"])
    for (key, value) in fields { object[key] = value }
    let refusal = #expect(throws: Refusal.self) {
      try Request(object, defaults: Provenance(actor: "tester"))
    }
    #expect(refusal?.details["field"] == path)
    #expect(refusal?.message.contains("The field \(path.string ?? "") ") == true)
  }

  @Test("a text has its limits")
  func longText() {
    let long = String(repeating: "x", count: 1 << 20)
    Given().when("customer.register", ["email": "a@example.com", "phone": .string(long + "x")])
      .refuses(.fieldInvalid, ["field": "phone"])
  }
}

/// Values that fit the declaration of a field, or do not.
enum Example {
  /// The required fields, or all of them.
  static func fields(_ descriptions: [FieldDescription], all: Bool = false) -> JSONObject {
    var object = JSONObject()
    for field in descriptions where all || field.isRequired {
      object[field.name] = value(field.kind, named: field.name, all: all)
    }
    return object
  }

  private static func value(_ kind: FieldKind, named name: String, all: Bool) -> JSON {
    switch kind {
    case .text: .string(known[name] ?? "some \(name)")
    case .email: "ada@example.com"
    case .code: "customer"
    case .integer, .entity: 1
    case .boolean: true
    case .time: "2026-03-01T12:00:00.000000Z"
    case .day: "2026-03-01"
    case .choice(let choices): .string(choices.first ?? "")
    case .object(let fields): .object(Self.fields(fields, all: all))
    case .list(let kind): [value(kind, named: name, all: all)]
    case .map: ["key": ["nested": true]]
    }
  }

  /// Texts that are checked against a list.
  private static let known = [
    "currency": "EUR", "billing_countries": "GB", "shipping_countries": "GB",
  ]

  static func wrong(_ kind: FieldKind) -> JSON {
    switch kind {
    case .text, .email, .code, .time, .day, .choice: ["no text"]
    case .integer: "1"
    case .boolean: "true"
    case .entity: true
    case .object, .map: "no object"
    case .list: ["no": "list"]
    }
  }
}
