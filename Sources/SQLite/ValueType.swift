/// The type of a stored value; SQLite gives each value its own, whatever the column declares.
package enum ValueType: Int32, Sendable {
  case integer = 1
  case real = 2
  case text = 3
  case blob = 4
  case null = 5
}
