/// What a ledger holds, as far as the generator of commands must know.
struct Stock {
  /// The number of customers, accounts and guests.
  var customers = 0
  /// The accounts and the guests that are neither removed nor merged.
  var accounts: [Int64] = []
  var guests: [Int64] = []
  var disabled: [Int64] = []
  var removed: [Int64] = []
  var merged: [Int64] = []
  /// The entries of each account's address book.
  var books: [Int64: [Int64]] = [:]
  var disabledProfiles: [Int64] = []
  var profiles = 0
  var orders = 0
  /// Whose each order is, and in how many parcels it goes.
  var owners: [Int64: Int64] = [:]
  var parcels: [Int64: Int] = [:]
  /// The orders that are not an account's.
  var guestOrders: [Int64] = []
  var claims = 0
  var carts = 0
  /// The carts that never were a customer's.
  var anonymousCarts: [Int64] = []
  var methods = 0
  /// The payment methods that each account keeps.
  var keptMethods: [Int64: [Int64]] = [:]
  /// The positions of bookings of credit.
  var credited: [Int64] = []
}
