import Foundation
import Seeded

/// Kills commands at moments drawn at random, and looks at what they leave behind.
struct KillPart {
  private let options: Options
  private let folder: WorkFolder
  private let program: Program
  private var random: SeededGenerator
  /// How long a command takes that is left alone, in microseconds.
  private var durations: [KillAction: Int] = [:]

  /// After so many rounds the ledger is made anew, so that it stays small and checks stay quick.
  private static let roundsPerLedger = 25

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
    var scene: KillScene?
    var round = 0
    var kills = 0
    while kills < wanted {
      defer { round += 1 }
      if round % Self.roundsPerLedger == 0 {
        scene = try KillScene(program, try folder.folder("scene"))
      }
      guard let scene else { return }
      // Each kind of command comes up, however few kills there are.
      let action = kills < all.count ? all[kills] : random.pick(all)
      do {
        if try play(action, round, scene, &tally) { kills += 1 }
      } catch {
        throw Problem("round \(round), \(action.rawValue): \(error)")
      }
    }
  }

  /// Whether the kill hit.
  private mutating func play(
    _ action: KillAction,
    _ round: Int,
    _ scene: KillScene,
    _ tally: inout Tally
  ) throws -> Bool {
    let usual = try durations[action] ?? measure(action, round, scene)
    let attempt = try action.prepare(scene, round, &random)
    durations[action] = usual
    let start = ContinuousClock.now
    let child = try scene.start(attempt)
    usleep(UInt32(random.number(0...usual * 11 / 10)))
    child.kill()
    let end = try child.wait()
    var hasHit = false
    if case .killed = end {
      hasHit = true
      tally.add("kills")
      tally.add("kills of \(action.rawValue)")
    } else {
      tally.add("commands that ended before the kill")
      let took = (ContinuousClock.now - start).components
      durations[action] = (usual * 3 + Int(took.attoseconds / 1_000_000_000_000)) / 4
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
    let took = (clock.now - start).components
    try scene.checkWhole(&unused)
    try action.check(attempt, end, scene, &unused)
    return Int(took.seconds) * 1_000_000 + Int(took.attoseconds / 1_000_000_000_000)
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
