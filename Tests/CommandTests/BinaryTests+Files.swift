import Foundation
import Testing

/// Files that the program makes: exports, copies, ledgers of exports.
extension BinaryTests {
  @Test func madeFilesAreTheirOwnersWhateverTheMask() throws {
    let world = try World()
    let script = """
      umask 377
      cd $FOLDER
      $DAYBOOK init > /dev/null
      $DAYBOOK export made.jsonl > /dev/null
      $DAYBOOK backup made-copy.db > /dev/null
      $DAYBOOK import made.jsonl --ledger made-new.db > /dev/null
      stat -c '%a %n' made*
      """
    #expect(
      try shell(script, world).output == "600 made-copy.db\n600 made-new.db\n600 made.jsonl\n"
    )
  }

  /// A limit on the size of files is as good as a full disk.
  @Test func whatDoesNotFitLeavesNothing() throws {
    let world = try World()
    let script = """
      cd $FOLDER
      (\(Self.lines)) | $DAYBOOK apply --create > /dev/null
      $DAYBOOK export whole.jsonl > /dev/null
      ls > before
      (ulimit -f 128; $DAYBOOK export made.jsonl; echo $?; $DAYBOOK backup made.db; echo $?
        $DAYBOOK import whole.jsonl --ledger made.db; echo $?)
      ls | diff before -
      """
    let lines = try shell(script, world).output.split(separator: "\n")
    #expect(lines.filter { $0 == "4" }.count == 3, "\(lines)")
    #expect(lines.filter { $0.hasPrefix("error[") }.count == 3, "\(lines)")
    #expect(!lines.contains { $0.hasPrefix("<") || $0.hasPrefix(">") }, "\(lines)")
  }

  @Test func exportsGoThroughPipes() throws {
    let world = try World()
    let script = """
      (\(Self.lines)) | $DAYBOOK apply --create > /dev/null
      $DAYBOOK export | $DAYBOOK import - --ledger $FOLDER/copy.db > /dev/null
      $DAYBOOK checkpoint > $FOLDER/one
      $DAYBOOK checkpoint --ledger $FOLDER/copy.db | diff $FOLDER/one - && echo same
      $DAYBOOK prove 2000 | $DAYBOOK verify-proof - --checkpoint $FOLDER/one > /dev/null && echo proved
      $DAYBOOK export | head -1 | cut -c1-11
      """
    #expect(try shell(script, world).output == "same\nproved\n{\"daybook\":\n")
  }

  /// Whoever reads an export or a copy sees one state, whatever is written meanwhile.
  @Test func exportsAndCopiesWhileOthersWrite() throws {
    let world = try World()
    let script = """
      cd $FOLDER
      $DAYBOOK init > /dev/null
      (\(Self.lines)) | $DAYBOOK apply --batch 50 > /dev/null &
      for i in 1 2 3 4 5 6; do
        $DAYBOOK export $i.jsonl > /dev/null && $DAYBOOK import $i.jsonl --ledger $i.db > /dev/null &&
        $DAYBOOK backup $i-copy.db > /dev/null && $DAYBOOK verify --ledger $i-copy.db > /dev/null ||
        echo failed
      done
      wait
      $DAYBOOK verify --json | cut -c1-22
      """
    #expect(try shell(script, world).output == "{\"ok\":true,\"size\":3000\n")
  }
}
