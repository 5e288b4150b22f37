import Foundation
import Testing

/// The program itself, with real pipes.
@Suite struct BinaryTests {
  private static let binary = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "daybook").path

  /// What a sanitizer is told that the program may be built with.
  static let sanitizing = ProcessInfo.processInfo.environment
    .filter { ["ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key) }

  func shell(_ script: String, _ world: World) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-o", "pipefail", "-c", script]
    process.environment = [
      "PATH": "/usr/bin:/bin", "DAYBOOK": Self.binary, "DAYBOOK_LEDGER": world.path("ledger.db"),
      "FOLDER": world.folder.path,
    ].merging(Self.sanitizing) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  static let lines =
    #"for i in $(seq 1 3000); do echo '{"command":"customer.register","email":"c'$i'@example.com"}'; done"#

  @Test func pipesWork() throws {
    let world = try World()
    let result = try shell("\(Self.lines) | $DAYBOOK apply --create | tail -1", world)
    #expect(result.output == "{\"line\":3000,\"ok\":true,\"positions\":[3000],\"customer\":3000}\n")
    #expect(result.status == 0)
    let file = try shell("\(Self.lines) > $FOLDER/in; $DAYBOOK apply $FOLDER/in | tail -1", world)
    #expect(file.output.contains("email_taken"))
    #expect(file.status == 1)
  }

  /// SQLite cannot be interrupted in one function, which here would take a day.
  @Test func aQueryEndsWhenItsTimeIsUpEvenWithinOneFunction() throws {
    let world = try World()
    let script = #"""
      $DAYBOOK init > /dev/null
      $DAYBOOK sql --json --limit-seconds 0.1 "
        SELECT 1 UNION ALL SELECT instr(hex(zeroblob(5000000)), hex(zeroblob(2000000)) || '1')"
      """#
    let result = try shell(script, world)
    #expect(result.status == 1)
    #expect(result.output.contains(#"{"error":{"code":"query_too_long","#))
  }

  /// Long values are neither gathered until there are a thousand of them, nor written when the time is up.
  @Test(
    // They reserve more than there is.
    .disabled(if: !sanitizing.isEmpty),
    arguments: ["", "--json", "--csv"]
  )
  func longRowsTakeBoundedMemory(form: String) throws {
    let world = try World()
    let script = #"""
      $DAYBOOK init > /dev/null
      ulimit -v 3000000
      rows="WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x)"
      $DAYBOOK sql \#(form) --limit-seconds 0.1 "$rows SELECT zeroblob(10000000) FROM x" 2>&1 > /dev/null
      """#
    let result = try shell(script, world)
    #expect(result.status == 1)
    #expect(result.output.contains("query_too_long"))
  }

  /// An erasure waits for all who read an older state, and whoever writes for whoever writes.
  @Test func aDryRunHoldsNothingWhileItWaitsForRows() throws {
    let world = try World()
    let script = """
      $DAYBOOK init > /dev/null
      $DAYBOOK customer register a@example.com > /dev/null
      {
        printf 'email\\nq@example.com\\n'
        sleep 1
        $DAYBOOK customer erase 1 --basis x --timeout 0 > /dev/null && echo erased >&2
        echo r@example.com
      } | $DAYBOOK csv - --dry-run --kind customers
      """
    let result = try shell(script, world)
    #expect(
      result.output
        == "erased\n2 rows would be done, 0 already there, 0 would fail; nothing was appended.\n"
    )
  }

  @Test func aCrashLeavesNoCoreFile() throws {
    let world = try World()
    let script = """
      $DAYBOOK init > /dev/null
      ulimit -c unlimited 2> /dev/null
      $DAYBOOK apply < <(sleep 2; echo) & process=$!
      until grep -q 'core file size *0 *0 ' /proc/$process/limits; do sleep 0.05; done
      echo none
      """
    #expect(try shell(script, world).output == "none\n")
  }

  @Test func aReaderThatGoesAwayIsNoError() throws {
    let world = try World()
    _ = try shell("\(Self.lines) | $DAYBOOK apply --create > /dev/null", world)
    let result = try shell("$DAYBOOK log --json | head -1 | cut -c1-13", world)
    #expect(result.output == "{\"position\":1\n")
    #expect(result.status == 0)
  }

  @Test func filesAreTheirOwnersWhateverTheMask() throws {
    for mask in ["000", "277", "777"] {
      let world = try World()
      let script = """
        umask \(mask)
        $DAYBOOK init > /dev/null && $DAYBOOK customer list > /dev/null
        $DAYBOOK replay --into $FOLDER/replayed.db > /dev/null
        cd $FOLDER && stat -c '%a %n' *.db
        """
      let result = try shell(script, world)
      #expect(
        result.output == "600 ledger.db\n600 ledger.projections.db\n600 replayed.db\n",
        "umask \(mask)"
      )
    }
  }

  @Test func allWhoMakeTheLedgerAtOnceWriteToIt() throws {
    let world = try World()
    let script = """
      for i in $(seq 1 8); do
        echo '{"command":"customer.register","email":"c'$i'@example.com"}' \\
          | $DAYBOOK apply --create > /dev/null &
      done
      wait
      $DAYBOOK sql 'SELECT count(*) FROM log.events' --csv | tr -d '\\r'; cd $FOLDER; ls *new*
      """
    let result = try shell(script, world)
    #expect(result.output.hasPrefix("count(*)\n8\n"), "\(result.output)")
    #expect(result.output.contains("No such file"))
  }

  /// The last one to close a ledger locks it for a moment.
  @Test func opensWhileOthersClose() throws {
    let world = try World()
    let script = """
      $DAYBOOK init > /dev/null
      for i in 1 2 3 4; do
        (for i in $(seq 1 100); do $DAYBOOK checkpoint > /dev/null; done) &
      done
      wait
      """
    #expect(try shell(script, world).output.isEmpty)
  }

  @Test func aFullDiskIsAnError() throws {
    let world = try World()
    let result = try shell("$DAYBOOK help > /dev/full", world)
    #expect(result.output.contains("error[output_failed]"))
    #expect(result.status == 4)
  }

  @Test func answersComeWhileThePipeStaysOpen() throws {
    let world = try World()
    let script = """
      $DAYBOOK init > /dev/null
      coproc $DAYBOOK apply
      for i in 1 2 3; do
        echo '{"command":"customer.register","email":"c'$i'@example.com"}' >&${COPROC[1]}
        read -t 10 -u ${COPROC[0]} answer && echo "$answer"
      done
      """
    let result = try shell(script, world)
    #expect(result.output.split(separator: "\n").count == 3)
  }

  @Test func theLogIsFollowedWhileOthersWrite() throws {
    let world = try World()
    let script = """
      $DAYBOOK init > /dev/null
      $DAYBOOK feed --follow --limit 3000 > $FOLDER/feed &
      reader=$!
      (\(Self.lines)) | $DAYBOOK apply --batch 100 > /dev/null
      wait $reader
      echo $? $(wc -l < $FOLDER/feed) $(tail -1 $FOLDER/feed | cut -c1-32)
      """
    let result = try shell(script, world)
    #expect(result.output == "0 3000 {\"specversion\":\"1.0\",\"id\":\"3000\"\n")
  }

  @Test(arguments: ["INT", "TERM"]) func followingEndsQuietly(_ signal: String) throws {
    let world = try World()
    let script = """
      $DAYBOOK init > /dev/null
      $DAYBOOK customer register ada@example.com > /dev/null
      coproc $DAYBOOK log --follow --json 2> $FOLDER/errors
      reader=$COPROC_PID
      read -t 60 -u ${COPROC[0]} line && echo "${line:0:13}"
      $DAYBOOK customer edit 1 --phone 1 > /dev/null
      read -t 60 -u ${COPROC[0]} line && echo "${line:0:13}"
      kill -\(signal) $reader
      wait $reader
      echo $? $(cat $FOLDER/errors)
      """
    #expect(try shell(script, world).output == "{\"position\":1\n{\"position\":2\n0\n")
  }

  @Test func followingEndsWhenNobodyReads() throws {
    let world = try World()
    let script = """
      $DAYBOOK init > /dev/null
      $DAYBOOK customer register ada@example.com > /dev/null
      $DAYBOOK log --follow --json | head -1 | cut -c1-13
      """
    let result = try shell(script, world)
    #expect(result.output == "{\"position\":1\n")
    #expect(result.status == 0)
  }

  @Test func twoWritersGetIn() throws {
    let world = try World()
    let script = """
      $DAYBOOK init > /dev/null
      (\(Self.lines)) | $DAYBOOK apply --batch 100 > $FOLDER/out &
      for i in $(seq 1 20); do
        $DAYBOOK customer register "other$i@example.com" > /dev/null || echo failed
      done
      wait
      $DAYBOOK verify --json | cut -c1-22
      """
    let result = try shell(script, world)
    #expect(result.output == "{\"ok\":true,\"size\":3020\n")
  }

  /// The bound is one of the whole process.
  @Test func hungryQueriesEnd() throws {
    let world = try World()
    let values = (1...40).map { "hex(zeroblob(\(15_000_000 + $0)))" }.joined(separator: ", ")
    let script = "$DAYBOOK init > /dev/null; $DAYBOOK sql 'SELECT \(values)' --json"
    let result = try shell(script, world)
    #expect(result.status == 2)
    let start = result.output.prefix(500)
    #expect(start.contains("sql_invalid") && start.contains("512 MiB"), "\(start)")
  }

  @Test func theVersionIsToldWithoutALedger() throws {
    let world = try World()
    #expect(try shell("$DAYBOOK --version", world).output == "daybook 0.1.0\n")
  }
}
