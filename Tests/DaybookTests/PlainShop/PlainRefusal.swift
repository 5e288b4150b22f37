/// A "no" for all the reasons that apply at once.
struct PlainRefusal: Error {
  private(set) var codes: Set<String> = []

  init(_ codes: String...) {
    self.codes = Set(codes)
  }

  /// Notes a reason if it applies.
  mutating func note(_ code: String, if applies: Bool = true) {
    if applies { codes.insert(code) }
  }

  /// Notes the reasons for which something cannot be had, and goes on without it.
  mutating func noting<Value>(_ body: () throws -> Value) -> Value? {
    do {
      return try body()
    } catch {
      codes.formUnion((error as? PlainRefusal)?.codes ?? ["\(error)"])
      return nil
    }
  }

  /// Ends the command if there is any reason.
  func stop() throws {
    if !codes.isEmpty { throw self }
  }
}
