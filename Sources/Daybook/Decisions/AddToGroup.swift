import Events
import Model

/// Adds customers to a group: all of them, or none when one is unknown (as in Medusa).
public struct AddToGroup: Decision {
  /// The group's code.
  public var group: Code
  /// Who joins; guests may, too.
  public var customers: [CustomerReference]

  /// Customers for a group.
  public init(group: Code, customers: [CustomerReference]) {
    self.group = group
    self.customers = customers
  }

  /// The command `group.add`.
  public static let declaration = Declaration<AddToGroup>(
    "group.add",
    "Adds customers to a group, all of them or none.",
    [
      Field(required: "group", \.group, "The group"),
      Field(required: "customers", \.customers, "Who joins"),
    ],
    empty: { AddToGroup(group: "", customers: []) }
  )

  /// The group.
  public var subject: Subject? { .group(group) }

  /// Appends `CustomerAddedToGroup` for each who is not in it yet.
  ///
  /// Refuses with `not_found` naming all unknown ones, those with an e-mail by their places in the list, or
  /// with `customer_removed`.
  public func decide(in context: inout DecisionContext) throws {
    context.extras["group"] = .string(group.text)
    _ = try context.group(group)
    var unknown: [(place: Int, reference: CustomerReference)] = []
    var joining: [Int64] = []
    var seen: Set<Int64> = []
    for (index, reference) in customers.enumerated() {
      do {
        let number = try context.customer(reference).number
        if seen.insert(number).inserted { joining.append(number) }
      } catch let refusal as Refusal where refusal.code == .notFound {
        unknown.append((index + 1, reference))
      }
    }
    guard unknown.isEmpty else {
      throw Self.notFound(unknown)
    }
    for number in joining {
      context.touch(CustomerEntity.kind, number)
      let groups = try CustomerGroups(of: number, in: context.history)
      guard !groups.codes.contains(group.text) else { continue }
      context.append(CustomerAddedToGroup(customer: number, group: group.text))
    }
  }

  /// As everywhere, an e-mail is not repeated.
  private static func notFound(_ unknown: [(place: Int, reference: CustomerReference)]) -> Refusal {
    func isEmail(_ reference: CustomerReference) -> Bool {
      reference.text.utf8.contains(UInt8(ascii: "@"))
    }
    let names = unknown.map { isEmail($1) ? "with the e-mail at place \($0)" : $1.text }
    return Refusal(
      .notFound,
      "Nobody was added: there is no customer \(names.joined(separator: ", ")).",
      details: [
        "kind": .string(CustomerEntity.kind),
        "customers": .array(unknown.map(\.reference).filter { !isEmail($0) }.map(\.fieldJSON)),
        "places": .array(unknown.map { .integer(Int64($0.place)) }),
      ]
    )
  }
}
