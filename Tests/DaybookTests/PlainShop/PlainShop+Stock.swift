extension PlainShop {
  /// What the generator of commands must know.
  var stock: Stock {
    var stock = Stock()
    stock.customers = customers.numbers.count
    stock.accounts = customers.numbers { $0.hasAccount && $0.isPresent }
    stock.removed = customers.numbers(where: \.isRemoved)
    stock.merged = customers.numbers { $0.merge != nil }
    for account in stock.accounts { stock.books[account] = book(of: account) }
    stock.profiles = profiles.numbers.count
    stock.orders = orders.numbers.count
    stock.guestOrders = orders.numbers { !customers[$0.owner].hasAccount }
    stock.claims = claims.numbers.count
    return stock
  }
}
