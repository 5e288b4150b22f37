package import Model

/// The first line of an export: which ledger it is of, how long that was, and what it hashed to.
package struct ExportHeader: Sendable, Equatable {
  /// The version of the format, the member `daybook`.
  static let format: Int64 = 1

  package let origin: String
  package let size: Int64
  package let root: Digest

  init(origin: String, size: Int64, root: Digest) {
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// The line with its end.
  var line: [UInt8] {
    let object: JSONObject = [
      "daybook": .integer(Self.format), "origin": .string(origin), "size": .integer(size),
      "root": .string(root.base64),
    ]
    var line: [UInt8] = []
    object.appendCanonical(to: &line)
    return line + [UInt8(ascii: "\n")]
  }

  /// Reads the line, given without its end.
  package init(parsing line: [UInt8]) throws(ImportError) {
    guard let object = (try? JSON(parsing: line))?.object, let format = object["daybook"]?.integer
    else {
      throw ImportError(1, "this is no export of a ledger: {\"daybook\":1,…} is expected")
    }
    guard format == Self.format else {
      throw ImportError(
        1,
        "the export has format \(format); this program knows format \(Self.format)"
      )
    }
    guard object.count == 4, let origin = object["origin"]?.string, EventLog.isOrigin(origin),
      let size = object["size"]?.integer, size >= 0,
      let root = object["root"]?.string.flatMap(Base64.decode).flatMap({ Digest(bytes: $0.span) })
    else {
      throw ImportError(1, "the header must have daybook, origin, size and root, and nothing else")
    }
    self.init(origin: origin, size: size, root: root)
  }
}

/// An export that is refused: nothing of it was imported.
package struct ImportError: Error, Equatable, Sendable {
  /// The line that is wrong, from 1.
  package let line: Int64
  /// What is wrong with it, as a clause without a full stop; no personal value stands in it.
  package let message: String

  package init(_ line: Int64, _ message: String) {
    self.line = line
    self.message = message
  }
}
