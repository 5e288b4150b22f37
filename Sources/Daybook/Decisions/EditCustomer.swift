import Events
import Model

/// Changes a customer's details; only what really differs is recorded.
public struct EditCustomer: Decision {
  /// Whose details change; a guest has no user name.
  public var customer: CustomerReference
  /// First name.
  public var firstName: Change<String> = .keep
  /// Last name.
  public var lastName: Change<String> = .keep
  /// Phone number.
  public var phone: Change<String> = .keep
  /// User name, unique on the site; refused with `no_account` for a guest.
  public var username: Change<String> = .keep
  /// Given parts change, null clears all of it.
  public var company: Change<Company> = .keep

  /// A change of a customer, so far without any.
  public init(customer: CustomerReference) {
    self.customer = customer
  }

  /// The command `customer.edit`.
  public static let declaration = Declaration<EditCustomer>(
    "customer.edit",
    "Changes a customer's details.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field("first_name", \.firstName, "First name"),
      Field("last_name", \.lastName, "Last name"),
      Field("phone", \.phone, "Phone number"),
      Field("username", \.username, "User name, unique on the site"),
      Field("company", \.company, "Company details; given parts change"),
    ],
    empty: { EditCustomer(customer: 0) }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `CustomerEdited` with the fields that really differ; nothing when none does.
  ///
  /// Refuses with `username_taken` or `no_account`.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.customer(customer)
    context.touch(CustomerEntity.kind, state.number)
    let changes = changes(of: state.details)
    guard !changes.isEmpty else { return }
    if let username = changes["username"]?.string {
      guard state.hasAccount else {
        throw Refusal(.noAccount, "Customer \(state.number) is a guest; guests have no user name.")
      }
      try context.refuseTakenUsername(username, site: state.site, by: state.number)
    }
    context.append(CustomerEdited(customer: state.number, site: state.site, changes: changes))
  }

  /// The details that differ from the present ones.
  private func changes(of details: JSONObject) -> JSONObject {
    var wanted = details
    for (key, change) in [
      ("first_name", firstName), ("last_name", lastName), ("phone", phone), ("username", username),
    ] where change.isGiven {
      wanted[key] = change.value.map(JSON.string)
    }
    switch company {
    case .keep: break
    case .clear: wanted["company"] = nil
    case .set(let company):
      wanted["company"] = company.applied(to: details["company"]?.object).map(JSON.object)
    }
    var changes = JSONObject()
    for key in CustomerEdited.changeable where details[key] != wanted[key] {
      changes[key] = wanted[key] ?? .null
    }
    return changes
  }
}
