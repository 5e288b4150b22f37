import Model

/// Groups by their codes.
extension DecisionContext {
  /// A group that is there.
  ///
  /// - Throws: `not_found`, or `field_invalid` for what is no code.
  func group(_ code: Code) throws -> GroupState {
    try checkGroup(code)
    guard let group = try GroupState(code.text, in: history), !group.isRemoved else {
      throw Refusal.notFound("group", code.text)
    }
    return group
  }

  /// - Throws: `field_invalid`.
  func checkGroup(_ code: Code) throws(Refusal) {
    do { try code.check() } catch { throw error.inside("group") }
  }
}
