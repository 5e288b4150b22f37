/// How often statements have changed rows of one read model.
///
/// The same number twice means that the rows are the same.
final class ChangeCount {
  private(set) var number = 0

  func count() {
    number &+= 1
  }
}
