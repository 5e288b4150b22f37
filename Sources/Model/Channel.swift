/// Through what a command reached the ledger.
public enum Channel: String, Sendable, CaseIterable {
  /// A shopper buying.
  case checkout
  /// A customer changing their own account.
  case account
  /// Somebody editing an order.
  case orderEdit = "order_edit"
  /// Somebody of the shop; the default.
  case administration
  /// History from another system: findings that would refuse are recorded as warnings instead.
  case `import`
  /// A program.
  case system
}
