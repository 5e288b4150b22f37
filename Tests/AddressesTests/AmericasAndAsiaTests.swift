import Addresses
import Model
import Testing

struct AmericasAndAsiaTests {
  private let greenville: JSONObject = [
    "country_code": "US", "administrative_area": "South Carolina", "locality": "Greenville",
    "postal_code": "29611", "address_line1": "9 Drupal Ave", "given_name": "John",
    "family_name": "Smith",
  ]

  @Test func unitedStates() {
    #expect(display(greenville) == ["John Smith", "9 Drupal Ave", "Greenville, SC 29611"])
    #expect(label(greenville, from: "US").last == "GREENVILLE, SC 29611")
    #expect(findings(greenville) == [])
    for (field, line) in [
      ("locality", "SC 29611"), ("administrative_area", "Greenville 29611"),
      ("postal_code", "Greenville, SC"),
    ] {
      #expect(display(greenville.with([field: " "])).last == line)
      #expect(findings(greenville.with([field: " "])) == ["\(field): required"])
    }
    #expect(
      findings(greenville.with(["postal_code": "94043"])) == ["postal_code: postal_area_mismatch"]
    )
  }

  @Test func military() {
    let base = greenville.with([
      "address_line1": "PSC 1234, Box 5678", "locality": "APO", "administrative_area": "AE",
      "postal_code": "09204-1234",
    ])
    #expect(label(base).suffix(2) == ["APO, AE 09204-1234", "UNITED STATES"])
    #expect(findings(base) == [])
    #expect(AddressRules.canonicalArea(of: base) == "AE")
    #expect(
      findings(base.with(["locality": "FPO", "administrative_area": "AP", "postal_code": "96349"]))
        == []
    )
  }

  @Test func puertoRico() {
    let juan = greenville.with([
      "country_code": "PR", "administrative_area": nil, "locality": "San Juan",
      "postal_code": "00926",
    ])
    #expect(display(juan).last == "San Juan PR 00926")
    #expect(label(juan).suffix(2) == ["SAN JUAN PR 00926", "PUERTO RICO"])
    #expect(label(juan, from: "PR").last == "SAN JUAN PR 00926")
    #expect(findings(juan) == [])
    // The same place as a part of the United States.
    let state = juan.with(["country_code": "US", "administrative_area": "US-PR"])
    #expect(display(state).last == "San Juan, PR 00926")
    #expect(findings(state) == [])
  }

  @Test func brazil() {
    let paulista: JSONObject = [
      "country_code": "BR", "organization": "MASP", "given_name": "Ana", "family_name": "Silva",
      "address_line1": "Avenida Paulista 1578", "dependent_locality": "Bela Vista",
      "locality": "São Paulo", "administrative_area": "são paulo", "postal_code": "01310-200",
    ]
    #expect(
      label(paulista) == [
        "MASP", "Ana Silva", "Avenida Paulista 1578", "Bela Vista", "SÃO PAULO-SP", "01310-200",
        "BRAZIL",
      ]
    )
    #expect(display(paulista.with(["administrative_area": nil])).contains("São Paulo"))
    #expect(AddressRules.canonicalArea(of: paulista) == "BR-SP")
    // The same in decomposed form; without the accent it is another text.
    let decomposed = paulista.with(["administrative_area": "Sa\u{303}o Paulo"])
    #expect(AddressRules.canonicalArea(of: decomposed) == "BR-SP")
    #expect(
      findings(paulista.with(["administrative_area": "Sao Paulo"]))
        == ["administrative_area: unknown_administrative_area"]
    )
  }

  @Test func india() {
    let road: JSONObject = [
      "country_code": "IN", "address_line1": "12 MG Road", "locality": "Bengaluru",
      "administrative_area": "ka", "postal_code": "560001",
    ]
    #expect(label(road) == ["12 MG Road", "BENGALURU 560001", "Karnataka", "INDIA"])
    for name in ["Odisha", "ओड़िशा", "IN-OR", "od", "OR", "IN-OD"] {
      #expect(Territory.named("IN")?.area(name)?.canonical == "IN-OR", "\(name)")
    }
  }

  @Test func singapore() {
    let street: JSONObject = [
      "country_code": "SG", "address_line1": "1 Fullerton Road", "postal_code": "049213",
    ]
    #expect(display(street) == ["1 Fullerton Road", "SINGAPORE 049213"])
    #expect(label(street) == ["1 Fullerton Road", "SINGAPORE 049213", "SINGAPORE"])
    #expect(label(street, from: "SG").last == "SINGAPORE 049213")
    #expect(findings(street.with(["locality": "Singapore"])) == ["locality: unused_field"])
  }

  @Test func emiratesHaveNoCodes() {
    let dubai: JSONObject = [
      "country_code": "AE", "address_line1": "1 Sheikh Zayed Road",
      "administrative_area": "dubai", "postal_code": "00000", "locality": "Dubai",
    ]
    #expect(label(dubai) == ["1 Sheikh Zayed Road", "Dubai", "UNITED ARAB EMIRATES"])
    #expect(findings(dubai) == ["locality: unused_field", "postal_code: unused_field"])
    #expect(display(dubai.with(["locale": "ar"])).last == "دبي")
    #expect(AddressRules.canonicalArea(of: dubai) == "AE-DU")
    #expect(Territory.named("AE")?.area("إمارة دبيّ")?.label == "دبي")
  }

  @Test func mozambiqueKeepsABlank() {
    let maputo: JSONObject = [
      "country_code": "MZ", "address_line1": "Av. 25 de Setembro 1", "postal_code": "1100",
      "locality": "Maputo", "administrative_area": "Gaza",
    ]
    #expect(display(maputo).last == "1100 Maputo Gaza")
    #expect(display(maputo.with(["administrative_area": nil])).last == "1100 Maputo")
  }

  @Test func digitsOfAnyScriptCount() {
    let cairo: JSONObject = [
      "country_code": "EG", "address_line1": "شارع 1", "locality": "القاهرة",
      "postal_code": "١٢٤١١",
    ]
    #expect(findings(cairo) == [])
    #expect(display(cairo).last == "١٢٤١١")
    let bahrain = cairo.with(["country_code": "BH", "postal_code": "٣١٧"])
    #expect(findings(bahrain) == [])
  }
}
