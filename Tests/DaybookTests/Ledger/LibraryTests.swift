import Daybook
import Foundation
import Testing

/// The README's lines for Swift programs, run as they stand there with the library alone.
@Suite struct LibraryTests {
  @Test func theLinesOfTheReadmeRun() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "ledger.db").path
    // README
    let ledger = try Ledger.create(path: path)
    try ledger.perform(RegisterCustomer(email: "ada@example.com"), by: "web")

    var home = Address()
    home.countryCode = "GB"
    home.locality = "London"
    home.postalCode = "SW1Y 4LB"
    home.addressLine1 = "12 St James's Square"
    try ledger.perform(AddProfile(customer: 1, address: home), by: "web")

    let pen = OrderLine(sku: "A1", title: "Blue pen", quantity: 2, unitPrice: 1500)
    let order = PlaceOrder(customer: 1, currency: "GBP", lines: [pen], billing: .profile(1))
    let placed = try ledger.perform(order, by: "web")

    var move = EditProfile(profile: 1)
    move.address = Address(addressLine1: "10 Marylebone Road")
    try ledger.perform(move, by: "anna")

    let then = Moment.position(placed.positions[0])
    let before = try ledger.profile(1, at: then)["address"]["address_line1"]
    let inOrder = try ledger.order(1)["billing"]["address"]["address_line1"]
    // END
    #expect(before == "12 St James's Square")
    #expect(inOrder == before)
    #expect(try ledger.profile(1)["address"]["address_line1"] == "10 Marylebone Road")
  }

  @Test func theyAreTheLinesOfTheReadme() throws {
    let here = URL(filePath: #filePath)
    let root = here.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let source = try String(contentsOf: here, encoding: .utf8)
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(lines.firstIndex { $0 == "    // README" })
    let last = try #require(lines.firstIndex { $0 == "    // END" })
    for line in lines[(first + 1)..<last] where !line.isEmpty {
      let text = line.drop { $0 == " " }.replacing("path: path", with: "path: \"ledger.db\"")
      #expect(readme.contains(text), "the README lacks: \(text)")
    }
  }
}
