import Model

// Customers and what becomes of them.
extension Witness {
  mutating func takePerson(_ data: JSON, _ type: String) {
    switch type {
    case "CustomerRegistered", "GuestRecorded": addPerson(data, type)
    case "CustomerEdited":
      person(data) { person in
        if let username = data.object?["username"] { person.username = username }
      }
    case "CustomerEmailChanged": person(data) { $0.email = data["email"] }
    case "CustomerDisabled", "CustomerEnabled":
      let isEnabled = type == "CustomerEnabled"
      person(data) { $0.isEnabled = isEnabled }
    case "CustomerRemoved", "CustomerRestored":
      let isRemoved = type == "CustomerRemoved"
      person(data) { $0.isRemoved = isRemoved }
    case "CustomerMetadataChanged", "ContactLinked": person(data) { _ in }
    default: expect(false, "nobody knows what \(type) is")
    }
  }

  /// Whoever was erased is as removed; what others find of them is nothing.
  mutating func takeErasure(_ data: JSON) {
    for number in (data["customers"].array ?? []).compactMap(\.integer) {
      people[number]?.isRemoved = true
    }
  }

  private mutating func addPerson(_ data: JSON, _ type: String) {
    created("customer", data)
    remember(reference: data, "customer")
    people[data["customer"].integer ?? 0] = Person(
      site: data["site"].string ?? "",
      email: data["email"],
      hasAccount: type == "CustomerRegistered",
      username: data["username"]
    )
  }

  private mutating func person(_ data: JSON, _ change: (inout Person) -> Void) {
    let number = data["customer"].integer ?? 0
    guard var person = people[number] else { return expect(false, "nobody is customer \(number)") }
    change(&person)
    people[number] = person
  }

  /// Whom a number leads to.
  func led(_ number: Int64) -> Int64 {
    var number = number
    // As many steps as there are people at most, whatever the events say.
    for _ in people { number = people[number]?.into ?? number }
    return number
  }

  /// Those whom somebody was merged into, one after the other.
  private func holders(of number: Int64) -> [Int64] {
    var holders: [Int64] = []
    for _ in people { if let into = people[holders.last ?? number]?.into { holders.append(into) } }
    return holders
  }

  mutating func takeMerge(_ data: JSON, _ type: String) {
    let from = data["from"].integer ?? 0
    let into = data["into"].integer ?? 0
    let isMerge = type == "CustomersMerged"
    let (giver, taker) = isMerge ? (from, into) : (into, from)
    if isMerge {
      expect(people[from]?.into == nil, "customer \(from) is merged twice")
      expect(led(into) != from, "customer \(from) is merged into themselves")
    } else {
      expect(led(from) == into && from != into, "customer \(from) does not lead to \(into)")
    }
    // An entry may come back from somebody in between.
    let holders = isMerge ? [from] : holders(of: from)
    people[from]?.into = isMerge ? into : nil
    for order in (data["orders"].array ?? []).compactMap(\.integer) {
      expect(orders[order]?.owner == giver, "order \(order) moved from another owner")
      orders[order]?.owner = taker
    }
    for profile in (data["profiles"].array ?? []).compactMap(\.integer) {
      let holder = holders.first { books[$0]?.contains(profile) == true }
      expect(holder != nil, "profile \(profile) is not in the book of customer \(giver)")
      if let holder { books[holder]?.removeAll { $0 == profile } }
      books[taker, default: []].append(profile)
    }
  }

  /// What the generator of commands must know.
  var stock: Stock {
    let numbers = people.keys.sorted()
    var stock = Stock()
    stock.customers = people.count
    for number in numbers {
      guard let person = people[number] else { continue }
      if !person.isEnabled { stock.disabled.append(number) }
      if person.isRemoved { stock.removed.append(number) }
      if person.into != nil { stock.merged.append(number) }
      guard person.holdsNames else { continue }
      if person.hasAccount { stock.accounts.append(number) } else { stock.guests.append(number) }
    }
    stock.books = books
    stock.disabledProfiles = disabledProfiles.sorted()
    stock.profiles = Int(profileCount)
    stock.orders = orders.count
    stock.owners = orders.mapValues(\.owner)
    stock.parcels = orders.mapValues(\.parcels)
    stock.guestOrders = orders.keys.sorted().filter {
      people[orders[$0]?.owner ?? 0]?.hasAccount == false
    }
    stock.claims = claims.count
    return stock
  }
}
