import Foundation
import Seeded

/// Kills commands at moments drawn at random, and looks at what they leave behind.
struct KillPart {
  private let options: Options
  private let folder: WorkFolder
  private let program: Program
  private var random: SeededGenerator
  /// How long a command takes that is left alone, in microseconds.
  private var durations: [Kind: Int] = [:]
  /// What a large ledger is copied from: it is made once.
  private var large: KillScene?

  /// A command, and whether its ledger is a large one.
  private struct Kind: Hashable {
    let action: KillAction
    let isLarge: Bool
  }

  /// After so many rounds the ledger is made anew, so that it stays small and checks stay quick.
  private static let roundsPerLedger = 25
  /// One of so many is large; there checks take their time.
  private static let ledgersPerLarge = 5
  /// What does something else with a large ledger, or takes long.
  private static let actionsForLarge: [KillAction] = [.rebuild, .importing, .backup, .replay]

  init(_ options: Options, _ folder: WorkFolder, _ program: Program) {
    self.options = options
    self.folder = folder
    self.program = program
    random = SeededGenerator(seed: options.seed)
  }

  /// Until so many commands were killed; those that ended before do not count.
  mutating func run(_ tally: inout Tally) throws {
    let wanted = options.rounds(usually: 1000, quick: 13)
    let all = KillAction.allCases.filter { options.isWanted($0.rawValue) }
    try Problem.unless(!all.isEmpty, "no command is called so")
    let long = all.filter(Self.actionsForLarge.contains)
    var scene: KillScene?
    var round = 0
    var kills = 0
    var isLarge = false
    while kills < wanted {
      defer { round += 1 }
      let isNextLarge = needsLarge(round, isLast: kills >= all.count)
      if round % Self.roundsPerLedger == 0 || isNextLarge != isLarge {
        scene = try newScene(isLarge: isNextLarge)
        isLarge = isNextLarge
      }
      guard let scene else { return }
      // Each kind of command comes up, however few kills there are.
      let action =
        kills < all.count
        ? all[kills] : random.pick(options.isQuick && !long.isEmpty ? long : all)
      do {
        if try play(Kind(action: action, isLarge: isLarge), round, scene, &tally) { kills += 1 }
      } catch {
        throw Problem("round \(round), \(action.rawValue): \(error)")
      }
    }
  }

  private func needsLarge(_ round: Int, isLast: Bool) -> Bool {
    #if DEBUG
      // Without optimization it would take minutes.
      return false
    #else
      // Where there is little time, the last commands have a large one.
      if options.isQuick { return isLast }
      return round / Self.roundsPerLedger % Self.ledgersPerLarge == Self.ledgersPerLarge - 1
    #endif
  }

  private mutating func newScene(isLarge: Bool) throws -> KillScene {
    let folder = try folder.folder("scene")
    guard isLarge else { return try KillScene(program, folder) }
    if large == nil {
      let scene = try KillScene(program, try self.folder.folder("large"))
      try scene.grow()
      large = scene
    }
    guard let large else { throw Problem("there is no large ledger") }
    return try KillScene(copying: large, to: folder)
  }

  /// Whether the kill hit.
  private mutating func play(
    _ kind: Kind,
    _ round: Int,
    _ scene: KillScene,
    _ tally: inout Tally
  ) throws -> Bool {
    let action = kind.action
    let usual = try durations[kind] ?? measure(action, round, scene)
    let attempt = try action.prepare(scene, round, &random)
    durations[kind] = usual
    let start = ContinuousClock.now
    let child = try scene.start(attempt)
    usleep(UInt32(random.number(0...usual * 11 / 10)))
    child.kill()
    let end = try child.wait()
    var hasHit = false
    if case .killed(let signal) = end {
      try Problem.unless(signal == SIGKILL, "\(attempt.arguments) crashed, signal \(signal)")
      hasHit = true
      tally.add("kills")
      tally.add("kills of \(action.rawValue)")
      if kind.isLarge { tally.add("kills on a large ledger") }
    } else {
      tally.add("commands that ended before the kill")
      durations[kind] = (usual * 3 + Self.microseconds(ContinuousClock.now - start)) / 4
    }
    try scene.checkWhole(&tally)
    try action.check(attempt, end, scene, &tally)
    tally.add("ledgers found whole")
    return hasHit
  }

  /// Runs a command of that kind once to its end.
  private mutating func measure(
    _ action: KillAction,
    _ round: Int,
    _ scene: KillScene
  ) throws -> Int {
    var unused = Tally()
    let attempt = try action.prepare(scene, round + 1_000_000, &random)
    let clock = ContinuousClock()
    let start = clock.now
    let end = try scene.start(attempt).wait()
    let took = clock.now - start
    try scene.checkWhole(&unused)
    try action.check(attempt, end, scene, &unused)
    return Self.microseconds(took)
  }

  private static func microseconds(_ duration: Duration) -> Int {
    let (seconds, attoseconds) = duration.components
    return Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
  }
}

/// One command that is going to be killed.
struct KillAttempt {
  var arguments: [String]
  /// Another ledger than the scene's.
  var ledger: String?
  /// The lines of `apply`, or the rows of `csv`.
  var lines: [KillLine] = []
  /// The length of the log before.
  var sizeBefore: Int64
  /// Whom an erasure is about.
  var person: KillPerson?
  /// Who is merged into whom.
  var pair: (from: Int, into: Int)?
  /// What a command makes, in the folder of copies.
  var target = ""
}

/// A line of `apply`, or a row of `csv`.
struct KillLine {
  let commandID: String
  let text: String
  /// How many events the command appends; 0 when it must be refused.
  let events: Int
}

/// Somebody who can be erased, and what must then be nowhere.
struct KillPerson {
  let customer: Int
  let marker: String
}
