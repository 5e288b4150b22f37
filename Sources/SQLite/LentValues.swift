internal import CSQLite

/// Values for the parameters of some statements, kept at hand until these run.
///
/// Setting one costs no call of SQLite, and texts are not copied. Places are numbered from 0; one that does
/// not exist takes nothing and is NULL.
@safe package final class LentValues {
  package let count: Int
  private let values: UnsafeMutablePointer<csqlite_value>
  /// Which parameters are not NULL in the statements that ran.
  private let isBound: UnsafeMutablePointer<Bool>
  /// Texts that had to be copied.
  private var copies: [UnsafeMutablePointer<UInt8>] = unsafe []

  /// All of them NULL.
  package init(count: Int) {
    self.count = max(0, count)
    unsafe values = .allocate(capacity: self.count)
    unsafe values.initialize(repeating: csqlite_value(), count: self.count)
    unsafe isBound = .allocate(capacity: self.count)
    unsafe isBound.initialize(repeating: false, count: self.count)
  }

  deinit {
    dropCopies()
    unsafe values.deallocate()
    unsafe isBound.deallocate()
  }

  /// Makes all NULL, and lets go of all texts.
  package func clear() {
    unsafe values.update(repeating: csqlite_value(), count: count)
    if unsafe !copies.isEmpty { dropCopies() }
  }

  private func dropCopies() {
    while let copy = unsafe copies.popLast() { unsafe copy.deallocate() }
  }

  package func setNull(_ place: Int) {
    unsafe set(place, csqlite_value())
  }

  package func set(_ place: Int, integer: Int64) {
    unsafe set(place, csqlite_value(kind: csqlite_integer, number: integer, text: nil))
  }

  /// Sets UTF-8 that must stay where it is until `clear()`.
  @unsafe package func set(_ place: Int, lent text: Span<UInt8>) {
    unsafe text.withUnsafeBytes { bytes in
      unsafe set(place, text: bytes.baseAddress, bytes.count)
    }
  }

  /// Sets a copy of UTF-8.
  package func set(_ place: Int, copying text: Span<UInt8>) {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: text.count)
    unsafe copies.append(copy)
    for index in text.indices { unsafe copy[index] = text[index] }
    unsafe set(place, text: copy, text.count)
  }

  /// Lends the text at a place; nil when there is none.
  package func withText<Result>(
    _ place: Int,
    _ body: (Span<UInt8>) throws -> Result
  ) rethrows -> Result? {
    guard place >= 0, place < count else { return nil }
    let value = unsafe values[place]
    guard unsafe value.kind == csqlite_text else { return nil }
    let start = unsafe UnsafeRawPointer(value.text)?.assumingMemoryBound(to: UInt8.self)
    let bytes = unsafe UnsafeBufferPointer(start: start, count: Int(value.number))
    return try body(unsafe bytes.span)
  }

  /// A copy of some of the values.
  package func copy(_ places: Range<Int>) -> LentValues {
    let places = places.clamped(to: 0..<count)
    let copy = LentValues(count: places.count)
    for place in places {
      unsafe copy.set(place - places.lowerBound, values[place])
      withText(place) { copy.set(place - places.lowerBound, copying: $0) }
    }
    return copy
  }

  /// Whether some of the values are the same as all of others.
  package func isSame(_ places: Range<Int>, as others: LentValues) -> Bool {
    guard places.lowerBound >= 0, places.upperBound <= count, places.count == others.count else {
      return false
    }
    return unsafe csqlite_is_same(
      values + places.lowerBound,
      others.values,
      Int32(clamping: places.count)
    )
  }

  /// Gives a statement its values from a place on, and runs it.
  fileprivate func run(
    _ statement: OpaquePointer,
    from place: Int,
    _ parameters: Int,
    _ hasChanged: inout Bool
  ) -> Int32 {
    guard place >= 0, parameters <= count - place else { return SQLITE_RANGE }
    return unsafe csqlite_run(
      statement,
      values + place,
      isBound + place,
      Int32(clamping: parameters),
      &hasChanged
    )
  }

  private func set(_ place: Int, text: UnsafeRawPointer?, _ count: Int) {
    let start = unsafe text?.assumingMemoryBound(to: CChar.self)
    unsafe set(place, csqlite_value(kind: csqlite_text, number: Int64(count), text: start))
  }

  private func set(_ place: Int, _ value: csqlite_value) {
    guard place >= 0, place < count else { return }
    unsafe values[place] = unsafe value
  }
}

extension Statement {
  /// Runs to the end with values from a place on, one for each parameter; each place belongs to one
  /// statement only.
  ///
  /// - Returns: Whether it changed rows.
  package func run(_ values: LentValues, from place: Int) throws(SQLiteError) -> Bool {
    try requireAtRest()
    var hasChanged = false
    let code = unsafe values.run(handle, from: place, parameterCount, &hasChanged)
    if code == SQLITE_DONE {
      unsafe sqlite3_reset(handle)
      return hasChanged
    }
    let error = unsafe SQLiteError(code: code, statement: handle)
    unsafe sqlite3_reset(handle)
    throw error
  }
}
