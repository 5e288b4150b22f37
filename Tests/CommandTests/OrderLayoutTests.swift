import Model
import Testing

@testable import DaybookCommand

struct OrderLayoutTests {
  private func shipment(_ number: Int, _ line: String) -> JSON {
    [
      "shipment": .integer(Int64(number)),
      "shipping": ["address": ["country_code": "GB", "address_line1": .string(line)]],
    ]
  }

  /// Each parcel is compared with itself at placement, and not with all: that would take minutes.
  @Test func anOrderMayHaveVeryManyParcels() {
    let before = (1...5000).map { shipment($0, $0 == 17 ? "Old Street" : "New Street") }
    let now = (1...5001).map { shipment($0, "New Street") }
    let order: JSON = [
      "order": 1, "shipments": .array(now), "original": ["shipments": .array(before)],
    ]
    let lines = OrderLayout.lines(order, Style(isColored: false), width: 80)
    #expect(lines.filter { $0.contains("at placement") }.count == 1)
    #expect(lines.contains { $0.contains("Shipment 17 at placement") })
    #expect(lines.filter { $0.contains("added later") }.count == 1)
    #expect(lines.contains { $0.contains("Shipment 5001, added later") })
  }
}
