import Model

/// One line of the result.
struct Measurement {
  let name: String
  /// How much was done, and of what.
  let amount: Int
  let unit: String
  let seconds: Double
  /// The limit it is measured against, in seconds for the same work.
  var limit: (name: String, seconds: Double)?

  var rate: Double { seconds > 0 ? Double(amount) / seconds : 0 }

  /// How many times the limit this took; below 1 is faster than the limit.
  var timesLimit: Double? { limit.map { seconds / $0.seconds } }

  var json: JSON {
    var object: JSONObject = [
      "name": .string(name), "amount": .integer(Int64(amount)), "unit": .string(unit),
      "microseconds": .integer(Int64(seconds * 1_000_000)),
      "per_second": .integer(Int64(rate)),
    ]
    if let limit, let timesLimit {
      object["limit"] = .string(limit.name)
      object["limit_microseconds"] = .integer(Int64(limit.seconds * 1_000_000))
      object["thousandths_of_limit"] = .integer(Int64(timesLimit * 1000))
    }
    return .object(object)
  }

  /// For people: name, rate, time, and how it stands to its limit.
  var text: String {
    var line = Self.padded(name, 26) + Self.padded(Self.rounded(rate) + " \(unit)/s", 22)
    let time =
      seconds < 0.1 ? Self.decimal(seconds * 1000, 3) + " ms" : Self.decimal(seconds, 3) + " s"
    line += Self.padded(time, 12)
    if let limit, let timesLimit {
      line += "\(Self.decimal(timesLimit, 2)) × \(limit.name), that is "
      line += "\(Self.decimal(1 / timesLimit, 2)) × its rate"
    }
    return line
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func rounded(_ value: Double) -> String {
    let digits = Array(String(Int64(value)).reversed())
    let groups = stride(from: 0, to: digits.count, by: 3)
      .map { String(digits[$0..<min($0 + 3, digits.count)]) }
    return String(groups.joined(separator: ",").reversed())
  }

  static func decimal(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "?" }
    var scale: Int64 = 1
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int64((abs(value) * Double(scale)).rounded())
    let fraction = String(scaled % scale)
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return (value < 0 ? "-" : "") + "\(scaled / scale).\(zeros)\(fraction)"
  }

  /// Runs some work and tells how long it took.
  static func time(_ work: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let duration = try clock.measure(work)
    let parts = duration.components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }
}
