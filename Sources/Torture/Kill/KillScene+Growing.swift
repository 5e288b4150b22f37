extension KillScene {
  /// Lines that make a log which is verified, and read models which are filled, on two threads.
  private static let linesOfLargeLog = 7500
  private static let eventsOfLargeLog: Int64 = 20_000
  /// From here on new read models replace the old ones in another way.
  private static let bytesOfLargeModels = 16 << 20

  /// Fills the ledger with so much that the program takes the ways that it has for large ones.
  func grow() throws {
    // What orders hold makes read models large sooner than their number does.
    let title = String(repeating: "Pen, ", count: 500)
    let lines = (0..<Self.linesOfLargeLog).map { number in
      number.isMultiple(of: 3)
        ? order("large-\(number)", title: title, lines: 3)
        : registration("large-\(number)", "large-\(number)")
    }
    try copies.write(lines.map { $0 + "\n" }.joined(), to: "lines")
    try finish(["apply", copies.file("lines")])
    try finish(["projection", "rebuild"])
    let bytes = try folder.bytes("ledger.projections.db").count
    let size = try size()
    try Problem.unless(
      size >= Self.eventsOfLargeLog && bytes >= Self.bytesOfLargeModels,
      "a ledger of \(size) events with \(bytes) bytes of read models is not large"
    )
  }
}
