import Model

/// Subscriptions to newsletters for people.
enum NewsletterLayout {
  static let columns: [TableColumn] = [
    TableColumn("list", key: "list"),
    TableColumn("customer", key: "customer", isRight: true),
    TableColumn("e-mail", key: "email"),
    TableColumn("subscribed", key: "subscribed_at"),
  ]
}
