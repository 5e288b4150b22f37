package import Model

/// A log's name, size and root: what a C2SP tlog-checkpoint says.
package struct Checkpoint: Sendable, Equatable {
  package let origin: String
  package let size: Int64
  package let root: Digest

  package init(origin: String, size: Int64, root: Digest) {
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// The body: origin, size and base64 root, a line each.
  package var text: String { "\(origin)\n\(size)\n\(root.base64)\n" }

  /// How long the text of a checkpoint may be.
  package static let greatestLength = 1 << 20

  /// Reads a checkpoint, be it a body alone or a signed note.
  ///
  /// Lines behind the root are allowed, as the format allows them; signatures must look like
  /// signatures, and are not checked.
  package init(parsing text: [UInt8]) throws(FormatError) {
    var scanner = try LineScanner(text, greatestLength: Self.greatestLength)
    try self.init(&scanner)
  }

  /// Reads a checkpoint that is the rest of a text.
  init(_ scanner: inout LineScanner) throws(FormatError) {
    origin = try scanner.line("the origin of a checkpoint")
    guard !origin.isEmpty else { throw scanner.problem("the origin of the checkpoint is empty") }
    let sizeLine = try scanner.line("the size of a checkpoint")
    size = try scanner.number(sizeLine, "size of the checkpoint")
    let rootLine = try scanner.line("the root of a checkpoint")
    root = try scanner.digest(rootLine, "root of the checkpoint")
    guard size > 0 || root == HashTree().root else {
      throw scanner.problem("the root is not that of an empty log")
    }
    while !scanner.isAtEnd {
      guard try scanner.line("a line of the checkpoint").isEmpty else { continue }
      repeat { try Self.skipSignature(&scanner) } while !scanner.isAtEnd
    }
  }

  /// `— <name> <base64 of a key's id and a signature>`.
  private static func skipSignature(_ scanner: inout LineScanner) throws(FormatError) {
    let line = try scanner.line("a signature")
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[0].utf8.elementsEqual("—".utf8), !words[1].isEmpty,
      !words[1].contains("+"), let signature = Base64.decode(String(words[2])),
      signature.count >= 5
    else { throw scanner.problem("this is no signature, and nothing else may stand here") }
  }
}
