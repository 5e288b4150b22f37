package import Model

/// The fields of an event while its Swift type reads them.
package struct EventData {
  /// The version of the contract that the fields follow.
  package let version: Int
  package let object: JSONObject

  package init(_ object: JSONObject, version: Int = 1) {
    self.object = object
    self.version = version
  }

  package func integer(_ key: String) throws(EventProblem) -> Int64 {
    guard let value = object[key]?.integer else { throw missing(key, "an integer") }
    return value
  }

  package func text(_ key: String) throws(EventProblem) -> String {
    guard let value = object[key]?.string else { throw missing(key, "a text") }
    return value
  }

  package func boolean(_ key: String) throws(EventProblem) -> Bool {
    guard let value = object[key]?.boolean else { throw missing(key, "true or false") }
    return value
  }

  /// A field that is there only when it is true.
  package func flag(_ key: String) throws(EventProblem) -> Bool {
    object[key] == nil ? false : try boolean(key)
  }

  package func list(_ key: String) throws(EventProblem) -> [JSON] {
    guard let value = object[key] else { return [] }
    guard let list = value.array else { throw missing(key, "a list") }
    return list
  }

  package func optionalInteger(_ key: String) throws(EventProblem) -> Int64? {
    object[key] == nil ? nil : try integer(key)
  }

  package func optionalText(_ key: String) throws(EventProblem) -> String? {
    object[key] == nil ? nil : try text(key)
  }

  package func optionalObject(_ key: String) throws(EventProblem) -> JSONObject? {
    guard let value = object[key] else { return nil }
    guard let object = value.object else { throw missing(key, "an object") }
    return object
  }

  package func integers(_ key: String) throws(EventProblem) -> [Int64] {
    var result: [Int64] = []
    for element in try list(key) {
      guard let number = element.integer else { throw missing(key, "a list of integers") }
      result.append(number)
    }
    return result
  }

  package func texts(_ key: String) throws(EventProblem) -> [String] {
    var result: [String] = []
    for element in try list(key) {
      guard let text = element.string else { throw missing(key, "a list of texts") }
      result.append(text)
    }
    return result
  }

  /// The members among these keys, nulls included: what a partial change carries.
  package func changes(_ keys: [String]) -> JSONObject {
    var result = JSONObject()
    for key in keys {
      if let value = object[key] { result[key] = value }
    }
    return result
  }

  private func missing(_ key: String, _ expected: String) -> EventProblem {
    EventProblem("the field \(key) should be \(expected)")
  }
}
