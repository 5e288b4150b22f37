import Daybook
import Model
import Testing

@testable import DaybookCommand

@Suite struct ArgumentTests {
  private func fields(_ arguments: String...) throws -> JSON {
    .object(try ArgumentReader.read(arguments).fields)
  }

  private func refusal(_ arguments: String...) -> Refusal.Code? {
    #expect(throws: Refusal.self) { try ArgumentReader.read(arguments) }?.code
  }

  @Test func optionsTakeTheirValueEitherWay() throws {
    let expected: JSON = ["customer": "5", "first_name": "Ada"]
    #expect(try fields("customer", "edit", "5", "--first-name", "Ada") == expected)
    #expect(try fields("customer", "edit", "5", "--first_name=Ada") == expected)
    #expect(try fields("customer", "edit", "--customer", "5", "--first-name=Ada") == expected)
    #expect(try fields("customer", "edit", "--first-name=Ada", "--", "5") == expected)
    #expect(try fields("--json", "customer", "edit", "--first-name", "Ada", "5") == expected)
  }

  @Test func aValueMayLookLikeTheShortOptionForHelp() throws {
    let world = try World()
    world.run("init")
    let registered = world.run("customer", "register", "a@b.example", "--first-name", "-h")
    #expect(registered.output == "Customer 1 registered (position 1).\n")
    #expect(world.run("customer", "register", "-h").output.hasPrefix("Opens an account"))
    #expect(world.run("-h").output.hasPrefix("daybook "))
  }

  @Test func nounsAndVerbsTakeBothHyphens() throws {
    for verb in ["record-guest", "record_guest"] {
      #expect(try fields("customer", verb, "a@b.example") == ["email": "a@b.example"])
    }
  }

  @Test func commonOptionsStandAnywhere() throws {
    for arguments in [
      ["--ledger", "x.db", "--json", "log", "--limit", "3"],
      ["log", "--ledger=x.db", "--limit=3", "--json"],
    ] {
      let invocation = try ArgumentReader.read(arguments)
      #expect(invocation.options.ledger == "x.db")
      #expect(invocation.options.json)
      #expect(invocation.subcommand.name == "log")
      #expect(invocation.fields["limit"] == 3)
    }
  }

  @Test func provenanceIsKeptApart() throws {
    let invocation = try ArgumentReader.read([
      "--actor", "web", "customer", "edit", "1", "--reason", "why", "--causation", "4",
    ])
    #expect(
      JSON.object(invocation.provenance) == ["actor": "web", "reason": "why", "causation": 4]
    )
    #expect(JSON.object(invocation.fields) == ["customer": "1"])
  }

  @Test func ownFieldsComeBeforeCommonOnes() throws {
    let invocation = try ArgumentReader.read(["log", "--actor", "web", "--channel", "import"])
    #expect(JSON.object(invocation.fields) == ["actor": "web", "channel": "import"])
    #expect(invocation.provenance.isEmpty)
  }

  @Test func nestedFieldsAreGivenByDotsOrJSON() throws {
    let expected: JSON = [
      "customer": "1", "address": ["postal_code": "SW1A 1AA", "locality": .null],
    ]
    #expect(
      try fields(
        "profile",
        "add",
        "1",
        "--address.postal-code",
        "SW1A 1AA",
        "--address.locality",
        "null"
      ) == expected
    )
    #expect(
      try fields(
        "profile",
        "add",
        "1",
        "--address",
        #"{"postal_code":"SW1A 1AA","locality":null}"#
      ) == expected
    )
    #expect(
      try fields("profile", "add", "1", "--address", #"{"locality":"X"}"#, "--address.locale", "en")
        == ["customer": "1", "address": ["locality": "X", "locale": "en"]]
    )
    #expect(
      try fields("order", "place", "--billing.address.country-code", "GB")
        == ["billing": ["address": ["country_code": "GB"]]]
    )
  }

  @Test func keysOfMapsStayAsTheyAre() throws {
    #expect(
      try fields("customer", "set-metadata", "1", "--metadata.my-key.sub", "5")
        == ["customer": "1", "metadata": ["my-key.sub": "5"]]
    )
  }

  @Test func listsAreRepeatedOrJSON() throws {
    let expected: JSON = ["status": ["placed", "paid"]]
    #expect(try fields("order", "list", "--status", "placed", "--status", "paid") == expected)
    #expect(try fields("order", "list", "--status", #"["placed","paid"]"#) == expected)
    #expect(try fields("projection", "rebuild", "a", "b") == ["names": ["a", "b"]])
    #expect(
      try fields("order", "place", "--lines", #"{"sku":"A"}"#, "--lines", #"[{"sku":"B"}]"#)
        == ["lines": [["sku": "A"], ["sku": "B"]]]
    )
  }

  @Test func valuesFollowTheKindOfTheField() throws {
    #expect(try fields("order", "find", "0012") == ["number": "0012"])
    #expect(
      try fields("customer", "edit", "1", "--phone", "12") == ["customer": "1", "phone": "12"]
    )
    #expect(try fields("order", "list", "--limit", "5") == ["limit": 5])
    #expect(
      try fields("customer", "edit", "1", "--company", "null") == [
        "customer": "1", "company": .null,
      ]
    )
  }

  @Test func flagsNeedNoValue() throws {
    #expect(try fields("log", "--reverse") == ["reverse": true])
    #expect(try fields("log", "--reverse", "false") == ["reverse": false])
    #expect(try fields("log", "--reverse=no") == ["reverse": false])
    #expect(
      try fields("profile", "add", "--default-billing", "5")
        == ["customer": "5", "default_billing": true]
    )
    #expect(refusal("log", "--reverse=perhaps") == .fieldInvalid)
  }

  @Test func whatIsWrongIsSaid() {
    #expect(refusal("customer", "edit", "1", "--frist-name", "x") == .fieldUnknown)
    #expect(refusal("customer", "edit", "1", "--address.locality", "x") == .fieldUnknown)
    #expect(refusal("customer", "edit", "1", "-x") == .fieldUnknown)
    #expect(refusal("customer", "edit", "1", "2") == .fieldUnknown)
    #expect(refusal("log", "1") == .fieldUnknown)
    #expect(refusal("customer", "edit", "1", "--phone") == .fieldInvalid)
    #expect(refusal("customer", "edit", "1", "--phone", "--json") == .fieldInvalid)
    #expect(refusal("customer", "edit", "1", "--phone", "1", "--phone", "2") == .fieldInvalid)
    #expect(refusal("order", "list", "--limit", "1.5") == .fieldInvalid)
    #expect(refusal("order", "list", "--limit", "9007199254740992") == .fieldInvalid)
    #expect(refusal("order", "list", "--limit", "99999999999999999999") == .fieldInvalid)
    #expect(refusal("customer", "edit", "1", "--company", "{") == .fieldInvalid)
    #expect(refusal("customer", "list", "--ledger", "") == .fieldInvalid)
    #expect(refusal("customer", "edit", "1", "--phone", "\u{FFFD}") == .fieldInvalid)
    #expect(refusal("customer", "list", "--timeout", "-1") == .fieldInvalid)
    #expect(refusal("customer", "list", "--timeout", "nan") == .fieldInvalid)
    #expect(refusal("customer", "list", "--color", "blue") == .fieldInvalid)
    #expect(refusal("customer", "edit", "1", "--as-of", "3") == .fieldInvalid)
    #expect(refusal("verify", "--effective", "2026-01-01T00:00:00Z") == .fieldInvalid)
  }

  @Test(arguments: [["custmer"], ["customer", "edt"], ["customer"], [], ["--json"]])
  func unknownCommandsAreRefused(_ arguments: [String]) {
    let error = #expect(throws: CommandError.self) { try ArgumentReader.read(arguments) }
    #expect(error?.code == .commandUnknown)
  }

  @Test func timeoutsHaveFractions() throws {
    let invocation = try ArgumentReader.read(["log", "--timeout", "0.25"])
    #expect(invocation.options.timeout.milliseconds == 250)
  }

  /// A variable that was never set must not stand for something else than what it should have held.
  @Test(arguments: [
    ["customer", "list", "--as-of", ""], ["customer", "list", "--effective", ""],
    ["log", "--since", ""], ["log", "--until", ""], ["replay", "--into", "x.db", "--until", ""],
    ["diff", "customer", "1", ""], ["diff", "customer", "1", "1", ""], ["apply", ""],
    ["export", ""], ["csv", ""], ["verify-proof", "x", "--checkpoint", ""],
  ])
  func nothingIsNoPointOfHistoryAndNoFile(_ words: [String]) throws {
    let world = try World()
    world.run("init")
    let result = world.run(words + ["--json"])
    #expect(result.error == "field_invalid")
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
  }

  @Test func wordsBesideTheVersionAreACommand() throws {
    let world = try World()
    let extra = world.run("--version", "extra")
    #expect(extra.status == 2)
    #expect(extra.errors.hasPrefix("error[command_unknown]: There is no command “extra”."))
    for words in [["--version"], ["customer", "list", "--version"], ["--version", "log"]] {
      #expect(world.run(words).output == "daybook \(DaybookCommand.version)\n")
    }
  }
}
