import Events
import Model

/// Who and what the erasure of a customer covers.
struct ErasureScope {
  /// The events by which somebody has a contact.
  static let typesOfContact = EventTypes(
    CustomerRegistered.self,
    GuestRecorded.self,
    CustomerEmailChanged.self,
    ContactLinked.self
  )

  /// The customer, and everybody who was merged into them.
  let customers: [Int64]
  /// The contacts they ever had, but for those that somebody else has.
  private(set) var contacts: [Int64] = []
  /// The entries of their address books and those that they ever added, removed ones too, and those that a
  /// merge made of the addresses in their orders.
  private(set) var profiles: [Int64] = []
  private(set) var paymentMethods: [Int64] = []
  /// The orders they own or placed; none when orders are kept.
  private(set) var orders: [Int64] = []
  /// The carts that are theirs.
  private(set) var carts: [Int64] = []

  init(of customer: CustomerState, keepingOrders: Bool, in history: any History) throws {
    customers = try Self.everybody(mergedInto: customer.number, in: history)
    try addContacts(history)
    try addProfiles(history)
    try addPaymentMethods(history)
    if !keepingOrders { try addOrders(history) }
    try addCarts(history)
  }

  /// Whose personal parts are blanked, as tags.
  var subjects: [String] {
    customers.map { "customer:\($0)" } + contacts.map { "contact:\($0)" }
      + profiles.map { "profile:\($0)" } + paymentMethods.map { "payment_method:\($0)" }
      + orders.map { "order:\($0)" } + carts.map { "cart:\($0)" }
  }

  /// A customer and everybody who was merged into them, sorted.
  static func everybody(
    mergedInto customer: Int64,
    in history: any History
  ) throws -> [Int64] {
    var customers = [customer]
    var known: Set<Int64> = [customer]
    var next = 0
    while next < customers.count {
      let into = customers[next]
      next += 1
      let merges = EventTypes(CustomersMerged.self)
      for event in try history.events(merges, tagged: "customer:\(into)") {
        let from = try EventData(event).integer("from")
        guard !known.contains(from), try CustomerState(from, in: history)?.merge?.into == into
        else { continue }
        known.insert(from)
        customers.append(from)
      }
    }
    return customers.sorted()
  }

  /// The contacts that some customers ever had.
  static func contacts(of customers: [Int64], in history: any History) throws -> Set<Int64> {
    var had: Set<Int64> = []
    for customer in customers {
      for event in try history.events(CustomerState.types, tagged: "customer:\(customer)") {
        if let contact = event.data["contact"]?.integer { had.insert(contact) }
      }
    }
    return had
  }

  private mutating func addContacts(_ history: any History) throws {
    let customers = Set(customers)
    var had = try Self.contacts(of: self.customers, in: history)
    // Also one that somebody else had once: what they did as that contact is theirs.
    let holding = try history.events(Self.typesOfContact, having: "contact", among: had)
    for event in holding {
      guard let customer = event.data["customer"]?.integer, !customers.contains(customer),
        let contact = event.data["contact"]?.integer, had.contains(contact),
        try CustomerState(customer, in: history)?.isErased == false
      else { continue }
      had.remove(contact)
    }
    contacts = had.sorted()
  }

  /// Whoever changed an entry while its owner was merged into somebody else, the entry is the owner's.
  ///
  /// One that was removed meanwhile did not go home: it goes with whoever said the first of it, and with
  /// whom it was last. So does a payment method.
  private mutating func addProfiles(_ history: any History) throws {
    let types = EventTypes(ProfileAdded.self, CustomersMerged.self, MergeUndone.self)
    var moved: Set<Int64> = []
    var own: Set<Int64> = []
    for customer in customers {
      for event in try history.events(types, tagged: "customer:\(customer)") {
        if let profile = event.data["profile"]?.integer { own.insert(profile) }
        moved.formUnion((event.data["profiles"]?.array ?? []).compactMap(\.integer))
        if event.data["from"]?.integer == customer {
          own.formUnion((event.data["saved"]?.array ?? []).compactMap(\.integer))
        }
      }
    }
    let customers = Set(customers)
    profiles = try moved.filter { profile in
      try ProfileState(profile, in: history).map { customers.contains($0.customer) } == true
    }.union(own).sorted()
  }

  private mutating func addPaymentMethods(_ history: any History) throws {
    paymentMethods = try things(
      "payment_method",
      Owned.paymentMethods,
      PaymentMethodAdded.self,
      history
    )
  }

  private mutating func addOrders(_ history: any History) throws {
    orders = try things("order", Owned.orders, OrderPlaced.self, history)
  }

  /// What the customers own of a kind, and what came into being as theirs.
  private func things(
    _ kind: String,
    _ owned: (Int64, any History) throws -> Set<Int64>,
    _ creation: any EventType.Type,
    _ history: any History
  ) throws -> [Int64] {
    var found: Set<Int64> = []
    for customer in customers {
      found.formUnion(try owned(customer, history))
      for event in try history.events(EventTypes(creation), tagged: "customer:\(customer)") {
        if let number = event.data[kind]?.integer { found.insert(number) }
      }
    }
    return found.sorted()
  }

  private mutating func addCarts(_ history: any History) throws {
    var found: Set<Int64> = []
    for customer in customers {
      found.formUnion(try Owned.carts(of: customer, in: history))
    }
    for contact in contacts {
      for event in try history.events(EventTypes(CartUpdated.self), tagged: "contact:\(contact)") {
        guard let cart = event.data["cart"]?.integer,
          let state = try CartState(cart, in: history), state.customer == nil
        else { continue }
        found.insert(cart)
      }
    }
    carts = found.sorted()
  }
}
