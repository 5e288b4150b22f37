/// The read models this program brings: the folders of this target, listed when it is built.
package enum Catalogue {
  /// One read model: the name of its folder and the SQL files in it.
  package struct Entry: Sendable {
    package let folder: String
    package let texts: [String: String]
  }
}
