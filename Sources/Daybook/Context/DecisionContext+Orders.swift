import Events
import Model

/// Rules that commands on placed orders share.
extension DecisionContext {
  /// An order that may still change.
  ///
  /// - Throws: `not_found`, `order_cancelled`, or `customer_removed` where the customer acts: for a
  ///   removed customer the shop may still do what has to be done.
  func openOrder(_ reference: OrderReference) throws -> OrderState {
    let order = try order(reference)
    guard !order.isCancelled else {
      throw Refusal(
        .orderCancelled,
        "Order \(order.number) is cancelled, and a cancelled order does not change any more.",
        details: ["order": .integer(order.number)]
      )
    }
    try refuseRemovedOwner(of: order)
    return order
  }

  /// An open order whose addresses may change.
  ///
  /// - Throws: As ``openOrder(_:)``, and `customer_erased` when the addresses are gone with a person: nobody
  ///   knows any more how many parcels there were.
  func openOrderWithAddresses(_ reference: OrderReference) throws -> OrderState {
    let order = try openOrder(reference)
    guard !order.isErased else {
      throw Refusal(
        .customerErased,
        "The addresses of order \(order.number) were erased along with a person.",
        details: ["order": .integer(order.number)]
      )
    }
    return order
  }

  /// - Throws: `customer_removed` where the customer acts.
  func refuseRemovedOwner(of order: OrderState) throws {
    guard [.checkout, .account].contains(provenance.channel) else { return }
    if let owner = try CustomerState(order.customer, in: history), owner.isRemoved {
      throw removed(owner)
    }
  }

  /// Whose order it is now.
  func orderOwner(of order: OrderState) throws -> OrderOwner {
    guard let owner = try CustomerState(order.customer, in: history) else {
      throw Refusal.notFound(CustomerEntity.kind, "\(order.customer)")
    }
    return OrderOwner(owner)
  }

  /// Says which order a command is about when nothing changes.
  mutating func touch(_ order: OrderState) {
    touch(CustomerEntity.kind, order.customer)
    touch(OrderEntity.kind, order.number)
  }
}
