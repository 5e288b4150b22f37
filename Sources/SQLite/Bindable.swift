/// A value that can stand for one `?` of a statement.
///
/// Conform a type of one's own by passing on to the `append` of `Parameters` that fits its stored
/// form; exactly one value must be appended.
package protocol Bindable: Sendable {
  /// Binds the value to the next parameter.
  func bind(to parameters: inout Parameters) throws(SQLiteError)
}

extension Int64: Bindable {
  package func bind(to parameters: inout Parameters) throws(SQLiteError) {
    try parameters.append(integer: self)
  }
}

extension Int: Bindable {
  package func bind(to parameters: inout Parameters) throws(SQLiteError) {
    try parameters.append(integer: Int64(self))
  }
}

extension Bool: Bindable {
  package func bind(to parameters: inout Parameters) throws(SQLiteError) {
    try parameters.append(integer: self ? 1 : 0)
  }
}

extension String: Bindable {
  package func bind(to parameters: inout Parameters) throws(SQLiteError) {
    try parameters.append(text: self)
  }
}

/// Bytes are stored as a blob.
extension [UInt8]: Bindable {
  package func bind(to parameters: inout Parameters) throws(SQLiteError) {
    try parameters.append(bytes: self)
  }
}

/// No value is stored as NULL.
extension Optional: Bindable where Wrapped: Bindable {
  package func bind(to parameters: inout Parameters) throws(SQLiteError) {
    switch self {
    case .some(let value): try value.bind(to: &parameters)
    case .none: try parameters.appendNull()
    }
  }
}
