extension JSONParser {
  /// Reads an array whose opening bracket stands at the position.
  mutating func array(_ text: Span<UInt8>) throws(JSONError) -> [JSON] {
    try descend()
    var elements: [JSON] = []
    skipWhiteSpace(text)
    if next(text) == UInt8(ascii: "]") {
      ascend()
      return elements
    }
    while true {
      elements.append(try value(text))
      skipWhiteSpace(text)
      guard try continues(text, until: UInt8(ascii: "]"), "a comma or ] is expected") else {
        ascend()
        return elements
      }
    }
  }

  /// Reads an object whose opening bracket stands at the position.
  mutating func object(_ text: Span<UInt8>) throws(JSONError) -> JSONObject {
    let start = position
    try descend()
    var members: [JSONObject.Element] = []
    var isSorted = true
    skipWhiteSpace(text)
    if next(text) == UInt8(ascii: "}") {
      ascend()
      return JSONObject()
    }
    members.reserveCapacity(8)
    repeat {
      let key = try key(text)
      if isSorted, !members.isEmpty {
        isSorted = KeyOrder.compare(members[members.count - 1].key, key) == .before
      }
      members.append((key, try value(text)))
      skipWhiteSpace(text)
    } while try continues(text, until: UInt8(ascii: "}"), "a comma or } is expected")
    if !isSorted {
      // Sorting brings equal keys together, so that many keys take no quadratic time to compare.
      members.sort { KeyOrder.compare($0.key, $1.key) == .before }
      for index in 1..<members.count where members[index].key.isSame(as: members[index - 1].key) {
        throw repeatedKey(text, from: start)
      }
    }
    ascend()
    return JSONObject(sorted: members)
  }

  /// Reads a key, the colon, and the white space around it.
  private mutating func key(_ text: Span<UInt8>) throws(JSONError) -> String {
    guard next(text) == UInt8(ascii: "\"") else { throw problem("a key in quotes is expected") }
    let key = try string(text)
    skipWhiteSpace(text)
    guard next(text) == UInt8(ascii: ":") else { throw problem("a colon is expected") }
    position += 1
    skipWhiteSpace(text)
    return key
  }

  /// Steps over a comma and white space, or stays before the closing bracket and says false.
  private mutating func continues(
    _ text: Span<UInt8>,
    until close: UInt8,
    _ message: String
  ) throws(JSONError) -> Bool {
    let byte = next(text)
    if byte == close { return false }
    guard byte == UInt8(ascii: ",") else { throw problem(message) }
    position += 1
    skipWhiteSpace(text)
    return true
  }

  private func next(_ text: Span<UInt8>) -> UInt8? {
    position < text.count ? text[position] : nil
  }

  /// Finds the place of the first repeated key of an object that has been read without a problem.
  ///
  /// The places of keys are not kept, as only this error needs them.
  private func repeatedKey(_ text: Span<UInt8>, from start: Int) -> JSONError {
    var parser = self
    parser.position = start + 1
    var seen: Set<[UInt8]> = []
    do throws(JSONError) {
      repeat {
        parser.skipWhiteSpace(text)
        let place = parser.position
        guard seen.insert(Array(try parser.key(text).utf8)).inserted else {
          return JSONError(message: "a key may stand only once in an object", offset: place)
        }
        _ = try parser.value(text)
        parser.skipWhiteSpace(text)
        parser.position += 1
      } while parser.position < position
    } catch {
      return error
    }
    return JSONError(message: "a key may stand only once in an object", offset: start)
  }
}
