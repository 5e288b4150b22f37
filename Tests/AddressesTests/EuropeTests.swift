import Addresses
import Model
import Testing

struct EuropeTests {
  @Test func unitedKingdom() {
    let downing: JSONObject = [
      "country_code": "gb", "address_line1": "10 Downing Street", "locality": "London",
      "administrative_area": "Greater London", "postal_code": "sw1a 2aa", "given_name": "Ada",
      "family_name": "King", "organization": "HM Treasury",
    ]
    let lines = ["Ada King", "HM Treasury", "10 Downing Street"]
    #expect(display(downing) == lines + ["London", "sw1a 2aa"])
    #expect(label(downing) == lines + ["LONDON", "SW1A 2AA", "UNITED KINGDOM"])
    #expect(findings(downing) == ["administrative_area: unused_field"])
    for code in ["SW1A 2AAXYZ", "GIR 0AAX", "ZZ1 1AA", "SW1A-2AA", "SW1A  2AA", "١"] {
      #expect(
        findings(downing.with(["postal_code": code, "administrative_area": nil]))
          == ["postal_code: invalid_postal_code"],
        "\(code)"
      )
    }
    for code in ["GIR 0AA", "GIR0AA", "BFPO 61", "bf1 1aa", "M2 5BQ", "\u{A0}W1A4ZZ\t"] {
      #expect(
        findings(downing.with(["postal_code": code, "administrative_area": nil])) == [],
        "\(code)"
      )
    }
  }

  @Test func ireland() {
    let cork: JSONObject = [
      "country_code": "IE", "address_line1": "1 Main Street", "dependent_locality": "Ballynoe",
      "locality": "Mallow", "administrative_area": "co. cork",
    ]
    #expect(label(cork) == ["1 Main Street", "Ballynoe", "MALLOW", "Co. Cork", "IRELAND"])
    #expect(findings(cork) == [])
    #expect(findings(cork.with(["postal_code": "A65 F4E2"])) == [])
    #expect(AddressRules.canonicalArea(of: cork) == "IE-CO")
    let labels = Territory.named("IE")?.labels
    #expect(labels?.administrativeArea == "county")
    #expect(labels?.dependentLocality == "townland")
    #expect(labels?.postalCode == "eircode")
  }

  @Test func switzerlandPrintsItsPrefixAbroadAndNoCapitals() {
    let bern: JSONObject = [
      "country_code": "CH", "address_line1": "Bundesplatz 3", "postal_code": "3005",
      "locality": "Bern", "organization": "Bundeshaus", "given_name": "Eva",
      "family_name": "Muster",
    ]
    let lines = ["Bundeshaus", "Eva Muster", "Bundesplatz 3"]
    #expect(display(bern) == lines + ["CH-3005 Bern"])
    #expect(label(bern, from: "ch") == lines + ["3005 Bern"])
    #expect(label(bern, from: "DE", in: "Schweiz").last == "SCHWEIZ - SWITZERLAND")
    #expect(label(bern, in: " switzerland ").last == "SWITZERLAND")
    #expect(display(bern.with(["postal_code": "ch-3005"])).last == "ch-3005 Bern")
    #expect(display(bern.with(["postal_code": nil])).last == "Bern")
    #expect(display(bern.with(["locality": nil])).last == "CH-3005")
  }

  @Test func hungaryPutsTheFamilyFirstAndTheTownAboveTheStreet() {
    let budapest: JSONObject = [
      "country_code": "HU", "address_line1": "Kossuth tér 1.", "postal_code": "1055",
      "locality": "Budapest", "given_name": "Ilona", "additional_name": "Mária",
      "family_name": "Nagy",
    ]
    #expect(
      label(budapest) == ["NAGY ILONA MÁRIA", "BUDAPEST", "KOSSUTH TÉR 1.", "1055", "HUNGARY"]
    )
  }

  @Test func ålandNamesItself() {
    let mariehamn: JSONObject = [
      "country_code": "AX", "address_line1": "Torggatan 1", "postal_code": "22100",
      "locality": "Mariehamn",
    ]
    #expect(display(mariehamn) == ["Torggatan 1", "AX-22100 Mariehamn", "ÅLAND"])
    #expect(
      label(mariehamn) == ["Torggatan 1", "AX-22100 MARIEHAMN", "ÅLAND", "ÅLAND ISLANDS"]
    )
    #expect(label(mariehamn, from: "AX") == ["Torggatan 1", "22100 MARIEHAMN", "ÅLAND"])
  }

  @Test func cedex() {
    let paris: JSONObject = [
      "country_code": "FR", "organization": "Sénat", "address_line1": "15 rue de Vaugirard",
      "postal_code": "75291", "locality": "Paris Cedex 06",
    ]
    #expect(
      label(paris, from: "US")
        == ["Sénat", "15 rue de Vaugirard", "75291 PARIS CEDEX 06", "FRANCE"]
    )
    #expect(findings(paris.with(["sorting_code": "Cedex"])) == ["sorting_code: unused_field"])
    let nouméa = paris.with([
      "country_code": "NC", "postal_code": "98849", "locality": "Nouméa",
      "sorting_code": "Cedex",
    ])
    #expect(label(nouméa).suffix(2) == ["98849 NOUMÉA CEDEX", "NEW CALEDONIA"])
    #expect(findings(nouméa) == [])
    #expect(label(nouméa.with(["locality": nil])).suffix(2) == ["98849 CEDEX", "NEW CALEDONIA"])
    let monaco = nouméa.with(["country_code": "MC", "postal_code": "98000", "locality": "Monaco"])
    #expect(label(monaco).suffix(2) == ["MC-98000 MONACO Cedex", "MONACO"])
  }

  @Test func theNetherlandsTakeSmallLetters() {
    let dam: JSONObject = [
      "country_code": "NL", "address_line1": "Dam 1", "postal_code": "1012 js",
      "locality": "ĳburg",
    ]
    #expect(findings(dam) == [])
    #expect(label(dam) == ["Dam 1", "1012 js ĲBURG", "NETHERLANDS"])
    #expect(findings(dam.with(["postal_code": "1012 SA"])) == ["postal_code: invalid_postal_code"])
  }

  @Test func capitalsFollowUnicode() {
    for (code, typed, printed) in [
      ("DE", "Gießen", "GIESSEN"), ("AM", "Երևան", "ԵՐԵՒԱՆ"), ("GE", "თბილისი", "ᲗᲑᲘᲚᲘᲡᲘ"),
      ("TR", "iğdır", "IĞDIR"), ("GR", "Ναύπλιο", "ΝΑΎΠΛΙΟ"),
    ] {
      let address: JSONObject = ["country_code": .string(code), "locality": .string(typed)]
      #expect(label(address).dropLast() == [printed])
    }
  }
}
