package import Model

/// An order was given to another customer by the shop, or to the account opened with it.
///
/// Its snapshots stay.
package struct OrderAssigned: EventType {
  /// The order.
  package var order: Int64
  /// Who owned it.
  package var from: Int64
  /// Who owns it now.
  package var to: Int64
  /// The site whose names the customer uses.
  package var site: String
  /// Whether addresses that waited in the order entered the new owner's address book.
  package var savedToAddressBook: Bool
  /// The order's new contact e-mail, when it follows the owner.
  package var email: String?

  package init(
    order: Int64,
    from: Int64,
    to: Int64,
    site: String,
    savedToAddressBook: Bool = false,
    email: String? = nil
  ) {
    self.order = order
    self.from = from
    self.to = to
    self.site = site
    self.savedToAddressBook = savedToAddressBook
    self.email = email
  }

  package init(_ data: EventData) throws(EventProblem) {
    order = try data.integer("order")
    from = try data.integer("from")
    to = try data.integer("to")
    site = try data.text("site")
    savedToAddressBook = try data.flag("saved_to_address_book")
    email = try data.optionalText("email")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("email", email.map(JSON.string)),
      ("from", .integer(from)),
      ("order", .integer(order)),
      ("saved_to_address_book", savedToAddressBook ? true : nil),
      ("site", .string(site)),
      ("to", .integer(to)),
    ])
  }
}
