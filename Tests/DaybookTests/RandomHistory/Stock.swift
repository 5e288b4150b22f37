/// What a ledger holds, as far as the generator of commands must know.
struct Stock {
  /// The number of customers, accounts and guests.
  var customers = 0
  var accounts: [Int64] = []
  var removed: [Int64] = []
  var merged: [Int64] = []
  /// The entries of each customer's address book.
  var books: [Int64: [Int64]] = [:]
  var profiles = 0
  var orders = 0
  /// The orders that are not an account's.
  var guestOrders: [Int64] = []
  var claims = 0
}
