import Foundation

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

  mutating func run(_ tally: inout Tally) throws {
    let rounds = options.rounds(usually: 1000, quick: 12)
    var scene: KillScene?
    for round in 0..<rounds {
      if round % Self.roundsPerLedger == 0 {
        scene = try KillScene(program, try folder.folder("scene"))
      }
      guard let scene else { return }
      // Each kind of command comes up, however few rounds there are.
      let all = KillAction.allCases
      let action = round < all.count ? all[round] : random.pick(all)
      do {
        try play(action, round, scene, &tally)
      } catch {
        throw Problem("round \(round), \(action.rawValue): \(error)")
      }
    }
  }

  private mutating func play(
    _ action: KillAction,
    _ round: Int,
    _ scene: KillScene,
    _ tally: inout Tally
  ) throws {
    let usual = try durations[action] ?? measure(action, round, scene)
    let attempt = try action.prepare(scene, round, &random)
    durations[action] = usual
    let start = ContinuousClock.now
    let child = try scene.start(attempt)
    usleep(UInt32(random.number(0...usual * 9 / 10)))
    child.kill()
    let end = try child.wait()
    if case .killed = end {
      tally.add("kills of \(action.rawValue)")
    } else {
      tally.add("commands that ended before the kill")
      let took = (ContinuousClock.now - start).components
      durations[action] = (usual * 3 + Int(took.attoseconds / 1_000_000_000_000)) / 4
    }
    try scene.checkWhole(&tally)
    try action.check(attempt, end, scene, &tally)
    tally.add("ledgers found whole")
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
  /// The lines of `apply`.
  var lines: [KillLine] = []
  /// The length of the log before.
  var sizeBefore: Int64
  /// Whom an erasure is about.
  var person: KillPerson?
  /// What a command makes, in the folder of copies.
  var target = ""
}

/// A line of `apply`.
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
