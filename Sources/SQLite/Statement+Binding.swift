/// Binding is possible before the first `step()` and after the last; in between it is an error.
extension Statement {
  package func bind(_ index: Int, integer: Int64) throws(SQLiteError) {
    var parameters = try parameters(from: index)
    try parameters.append(integer: integer)
  }

  package func bind(_ index: Int, text: String) throws(SQLiteError) {
    var parameters = try parameters(from: index)
    try parameters.append(text: text)
  }

  /// Binds a copy of UTF-8 bytes as text; they are not validated here.
  package func bind(_ index: Int, text: Span<UInt8>) throws(SQLiteError) {
    var parameters = try parameters(from: index)
    try parameters.append(text: text)
  }

  /// Binds a copy of the bytes as a blob.
  package func bind(_ index: Int, bytes: [UInt8]) throws(SQLiteError) {
    var parameters = try parameters(from: index)
    try parameters.append(bytes: bytes)
  }

  /// Binds a copy of the bytes as a blob.
  package func bind(_ index: Int, bytes: Span<UInt8>) throws(SQLiteError) {
    var parameters = try parameters(from: index)
    try parameters.append(bytes: bytes)
  }

  /// Binds any value that can be bound, such as an optional.
  package func bind(_ index: Int, _ value: some Bindable) throws(SQLiteError) {
    var parameters = try parameters(from: index)
    try value.bind(to: &parameters)
  }

  package func bindNull(_ index: Int) throws(SQLiteError) {
    var parameters = try parameters(from: index)
    try parameters.appendNull()
  }

  private func parameters(from index: Int) throws(SQLiteError) -> Parameters {
    try requireAtRest()
    return unsafe Parameters(of: handle, from: Int32(clamping: index))
  }
}
