import Model

/// Payment methods for people.
enum PaymentMethodLayout {
  static let columns: [TableColumn] = [
    TableColumn("payment method", key: "payment_method", isRight: true),
    TableColumn("gateway", key: "gateway"),
    TableColumn("label", key: "label", isFlexible: true),
    TableColumn("expires", key: "expires_on"),
    TableColumn("reusable", key: "reusable"),
    TableColumn("billing", isFlexible: true) { AddressLayout.line($0["billing"]["address"]) },
  ]
}
