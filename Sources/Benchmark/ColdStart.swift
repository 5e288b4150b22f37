#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What one start of the program takes, from the call to its end, in turn with the `sqlite3` shell
/// that opens the same ledger and reads a row.
struct ColdStart {
  /// How many starts of each count, after one to warm up.
  private static let count = 50
  private static let limit = "sqlite3 reading a row"

  private let program: String
  private let shell: String
  private let ledger: String

  /// - Throws: `Problem` with a sentence when there is no program beside this one, or no shell.
  init(ledger: String) throws {
    self.ledger = ledger
    let own = CommandLine.arguments.first ?? ""
    let folder = own.lastIndex(of: "/").map { String(own[..<$0]) } ?? "."
    program = folder + "/daybook"
    guard access(program, X_OK) == 0 else {
      throw Problem(
        "there is no \(program), which `swift build -c release --product daybook` makes"
      )
    }
    let folders = getenv("PATH").map { String(cString: $0).split(separator: ":") } ?? []
    let shells = folders.map { "\($0)/sqlite3" }
    guard let shell = shells.first(where: { access($0, X_OK) == 0 }) else {
      throw Problem("there is no sqlite3 shell to compare with")
    }
    self.shell = shell
  }

  func run(report: (Measurement) -> Void) throws {
    let past = try PastQuestion(ledger: ledger)
    let show = ["--ledger", ledger, "customer", "show", "\(past.customer)"]
    let starts = [
      (shell, [ledger, "SELECT * FROM events WHERE position = 3"]),
      (program, ["--version"]),
      (program, show),
      (program, show + ["--as-of", "\(past.position)"]),
    ]
    let names = ["--version", "customer show", "customer show --as-of"]
    var seconds = [[Double]](repeating: [], count: starts.count)
    for turn in 0...Self.count {
      for (index, start) in starts.enumerated() {
        let time = try Measurement.time { try Self.start(start.0, start.1) }
        if turn > 0 { seconds[index].append(time) }
      }
    }
    let medians = seconds.map(Round.median)
    for (name, median) in zip(names, medians.dropFirst()) {
      report(
        Measurement(
          name: "daybook \(name)",
          amount: 1,
          unit: "starts",
          seconds: median,
          limit: (Self.limit, medians[0])
        )
      )
    }
  }

  /// Runs a program to its end; what it prints goes nowhere.
  private static func start(_ program: String, _ arguments: [String]) throws {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    let words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    let environment: [UnsafeMutablePointer<CChar>?] = [nil]
    var process: pid_t = 0
    let code = posix_spawn(&process, program, &actions, nil, words, environment)
    guard code == 0 else { throw Problem("\(program): \(String(cString: strerror(code)))") }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw Problem("waiting: \(String(cString: strerror(errno)))") }
    }
    guard status == 0 else { throw Problem("\(program) failed when it was measured") }
  }
}
