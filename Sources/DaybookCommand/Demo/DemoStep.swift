/// One step of the demo.
struct DemoStep: Sendable {
  let comment: String?
  let arguments: [String]
  /// What the command leaves behind when the story goes as it should.
  let status: ExitStatus

  /// Stands for the token that the step before printed.
  static let token = "<token>"

  init(_ comment: String?, _ arguments: [String], status: ExitStatus = .done) {
    self.comment = comment
    self.arguments = arguments
    self.status = status
  }

  static let story: [DemoStep] = opening + change + guest + looking

  private static let opening = [
    DemoStep("A ledger is one file.", ["init", "--origin", "demo.example/ledger"]),
    DemoStep(
      "Ada opens an account, with an address for bills and one for parcels.",
      [
        "customer", "register", "ada@example.com", "--first-name", "Ada", "--last-name", "Lovelace",
      ]
    ),
    DemoStep(
      nil,
      [
        "profile", "add", "ada@example.com", "--address.given-name", "Ada",
        "--address.family-name", "Lovelace", "--address.address-line1", "12 St James's Square",
        "--address.postal-code", "SW1Y 4LB", "--address.locality", "London",
        "--address.country-code", "GB",
      ]
    ),
    DemoStep(
      nil,
      [
        "profile", "add", "ada@example.com", "--address.organization", "Analytical Engines",
        "--address.address-line1", "1 Dorset Street", "--address.postal-code", "W1U 4EG",
        "--address.locality", "London", "--address.country-code", "GB", "--default-shipping",
      ]
    ),
    DemoStep(
      "An e-mail has one account only; a refused command appends nothing.",
      ["customer", "register", "Ada@Example.com"],
      status: .refused
    ),
  ]

  private static let change = [
    DemoStep(
      "She orders. The order keeps full copies of both addresses.",
      [
        "order", "place", "ada@example.com", "--currency", "GBP", "--lines",
        #"[{"sku":"TEA-100","title":"Earl Grey, 100 g","quantity":2,"unit_price":650}]"#,
        "--billing.profile", "1", "--shipments",
        #"[{"method":"parcel","shipping":{"profile":2}}]"#,
      ]
    ),
    DemoStep(
      "The office moves.",
      [
        "profile", "edit", "2", "--address.address-line1", "10 Marylebone Road",
        "--address.postal-code", "NW1 5JP", "--reason", "office moved",
      ]
    ),
    DemoStep("The address book has the new address …", ["profile", "list", "ada@example.com"]),
    DemoStep("… and the order what it was placed with.", ["order", "show", "1"]),
    DemoStep("What the ledger knew before:", ["profile", "show", "2", "--as-of", "7"]),
  ]

  private static let guest = [
    DemoStep(
      "Later she orders without logging in: typing an e-mail proves nothing, so a guest owns it.",
      [
        "order", "place", "--email", "ada@example.com", "--channel", "checkout", "--currency",
        "GBP", "--lines",
        #"[{"sku":"CUP-1","title":"Cup","quantity":1,"unit_price":1200}]"#,
        "--billing.address.given-name", "Ada", "--billing.address.address-line1",
        "12 St James's Square", "--billing.address.postal-code", "SW1Y 4LB",
        "--billing.address.locality", "London", "--billing.address.country-code", "GB",
      ]
    ),
    DemoStep(
      "She claims it. The token goes to the e-mail of the order …",
      ["claim", "request", "ada@example.com", "--all", "--channel", "account"]
    ),
    DemoStep(
      "… and whoever can read that proves to be her.",
      ["claim", "confirm", token, "--channel", "account"]
    ),
    DemoStep(nil, ["order", "list", "--customer", "ada@example.com"]),
  ]

  private static let looking = [
    DemoStep("Nothing of all that is lost.", ["log"]),
    DemoStep("And nobody can change it unnoticed.", ["verify"]),
  ]
}
