/// A line on the terminal that shows how far a long job is, how fast it goes, and what time is left.
final class ProgressBar {
  private let output: Output?
  private let stopwatch: () -> Int64
  private let label: String
  private let unit: String
  private let start: Int64
  private var lastShown: Int64
  private var isShown = false
  /// Quick jobs show nothing.
  private static let firstAfterMicroseconds: Int64 = 300_000
  private static let intervalMicroseconds: Int64 = 100_000
  private static let barWidth = 24

  /// Shows something only where there is an output.
  init(_ label: String, unit: String, output: Output?, stopwatch: @escaping () -> Int64) {
    self.label = label
    self.unit = unit
    self.output = output
    self.stopwatch = stopwatch
    start = stopwatch()
    lastShown = start + Self.firstAfterMicroseconds - Self.intervalMicroseconds
  }

  /// Shows the state, at most ten times a second.
  ///
  /// - Parameters:
  ///   - fraction: How much is done, from 0 to 1; nil when the end is not known.
  ///   - count: How many of the unit are done.
  func update(fraction: Double?, count: Int64) {
    guard let output else { return }
    let now = stopwatch()
    guard now - lastShown >= Self.intervalMicroseconds else { return }
    lastShown = now
    isShown = true
    let seconds = Double(now - start) / 1_000_000
    let rate = Int64(Double(count) / max(seconds, 0.001))
    var line = "\(label) "
    if let fraction {
      let done = min(max(fraction, 0), 1)
      let filled = Int(done * Double(Self.barWidth))
      line += String(repeating: "█", count: filled)
      line += String(repeating: "░", count: Self.barWidth - filled)
      line += " \(Int(done * 100)) %"
    }
    line += "  \(Cell.count(count)) \(unit), \(Cell.count(rate))/s"
    if let fraction, fraction > 0.01 {
      line += ", \(Self.duration(seconds / fraction - seconds)) left"
    }
    // Progress is a courtesy: when it cannot be shown, the job goes on.
    try? output.write("\r\u{1B}[K" + DisplayWidth.cut(line, to: max(20, (output.width ?? 80) - 1)))
    try? output.flush()
  }

  /// Takes the line away.
  func finish() {
    guard isShown else { return }
    isShown = false
    try? output?.write("\r\u{1B}[K")
    try? output?.flush()
  }

  /// `2 min 5 s`.
  static func duration(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 1_000_000).rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}

extension ProgressBar {
  /// In the form in which the library reports progress.
  var report: (_ done: Int64, _ total: Int64) -> Void {
    { done, total in
      self.update(fraction: total > 0 ? Double(done) / Double(total) : nil, count: done)
    }
  }
}
