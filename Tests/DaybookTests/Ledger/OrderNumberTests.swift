import Daybook
import TestSupport
import Testing

/// The number of an order that is given none: its own, or the next one that is free.
@Suite struct OrderNumberTests {
  @Test func aRowOfTakenNumbersIsPassedOver() throws {
    let shop = try TemporaryLedger()
    try shop.perform("customer.record_guest", ["email": "ada@example.com"])
    func place(_ number: Int64?) throws -> String? {
      var order: JSONObject = [
        "customer": 1, "currency": "EUR", "lines": [["sku": "A", "quantity": 1, "unit_price": 1]],
        "billing": [
          "address": [
            "country_code": "DK", "address_line1": "Laksegade 1", "locality": "København",
            "postal_code": "1063",
          ]
        ],
      ]
      order["number"] = number.map(JSON.integer)
      return try shop.perform("order.place", order).extras["number"]?.string
    }
    for number in Int64(2)...40 { #expect(try place(number) == "\(number)") }
    // Order 40, whose own number is taken like all from 2.
    #expect(try place(nil) == "41")
    #expect(try place(nil) == "42")
    #expect(try place(1000) == "1000")
    #expect(try place(nil) == "43")
  }
}
