/// Which tables of some read models a thread fills, when two do so side by side.
enum Share {
  case all
  case only(Set<String>)
  case allBut(Set<String>)

  /// Whether it includes what uses these tables, which are never of both shares.
  func includes(_ tables: Set<String>) -> Bool {
    switch self {
    case .all: true
    case .only(let chosen): !chosen.isDisjoint(with: tables)
    case .allBut(let others): others.isDisjoint(with: tables)
    }
  }
}
