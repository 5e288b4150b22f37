/// Things that are numbered from 1 in the order in which they were made, and stay for ever.
struct Numbered<Value: Equatable>: Equatable {
  private var values: [Value] = []

  var numbers: [Int64] { values.indices.map { Int64($0 + 1) } }

  subscript(number: Int64) -> Value {
    get { values[Int(number) - 1] }
    set { values[Int(number) - 1] = newValue }
  }

  func has(_ number: Int64) -> Bool { number >= 1 && number <= values.count }

  /// The numbers of those that are as asked for, in their order.
  func numbers(where matches: (Value) -> Bool) -> [Int64] {
    numbers.filter { matches(self[$0]) }
  }

  mutating func add(_ value: Value) -> Int64 {
    values.append(value)
    return Int64(values.count)
  }
}
