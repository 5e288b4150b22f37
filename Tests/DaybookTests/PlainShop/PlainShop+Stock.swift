extension PlainShop {
  /// What the generator of commands must know.
  var stock: Stock {
    var stock = Stock()
    stock.customers = customers.numbers.count
    stock.accounts = customers.numbers { $0.hasAccount && $0.isPresent }
    stock.guests = customers.numbers { !$0.hasAccount && $0.isPresent }
    stock.disabled = customers.numbers { !$0.isEnabled }
    stock.removed = customers.numbers(where: \.isRemoved)
    stock.merged = customers.numbers { $0.merge != nil }
    for account in stock.accounts { stock.books[account] = book(of: account) }
    stock.disabledProfiles = profiles.numbers { !$0.isEnabled && !$0.isRemoved }
    stock.profiles = profiles.numbers.count
    stock.orders = orders.numbers.count
    for order in orders.numbers {
      stock.owners[order] = orders[order].owner
      stock.parcels[order] = orders[order].now.shipments.count
    }
    stock.guestOrders = orders.numbers { !customers[$0.owner].hasAccount }
    stock.claims = claims.numbers.count
    stock.carts = carts.numbers.count
    stock.anonymousCarts = carts.numbers { !$0.now.hadCustomer }
    stock.methods = methods.numbers.count
    for method in methods.numbers where !methods[method].isRemoved {
      stock.keptMethods[methods[method].customer, default: []].append(method)
    }
    stock.credited = credited.keys.sorted()
    return stock
  }
}
