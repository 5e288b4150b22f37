import SQLite

/// What SQL of one's own may do: read, and nothing else.
final class Permissions {
  /// The first thing that was refused, as a sentence.
  private(set) var refused: String?

  private static let pragmas: Set<String> = [
    "collation_list", "data_version", "foreign_key_list", "function_list", "index_info",
    "index_list", "index_xinfo", "table_info", "table_list", "table_xinfo",
  ]
  /// These reach beyond the tables: into files, programs, or the raw pages of the database.
  private static let functions: Set<String> = [
    "edit", "fts3_tokenizer", "load_extension", "readfile", "writefile",
  ]
  private static let tables: Set<String> = ["sqlite_dbpage"]

  func allows(_ wish: Authorization) -> Bool {
    guard let problem = problem(wish) else { return true }
    if refused == nil { refused = problem }
    return false
  }

  private func problem(_ wish: Authorization) -> String? {
    let first = Plain.text(wish.first ?? "")
    switch wish.action {
    case .select, .recursive: return nil
    case .read:
      let isSecret = wish.database == "log" && first == "ledger" && wish.second == "key"
      guard isSecret || Self.tables.contains(first.lowercased()) else { return nil }
      return isSecret ? "The ledger's key is not shown." : "The table \(first) is not open to SQL."
    case .function:
      let name = Plain.text(wish.second ?? "")
      return Self.functions.contains(name.lowercased())
        ? "The function \(name) is not allowed." : nil
    case .pragma:
      return Self.pragmas.contains(first.lowercased())
        ? nil : "The pragma \(first) is not allowed; those that describe tables are."
    // How SQLite makes known the columns of table-valued functions such as json_each. A statement
    // cannot change this table, whatever is allowed here.
    case .update where first == "sqlite_master": return nil
    case .attach, .detach: return "Other files cannot be attached or detached."
    case .transaction, .savepoint: return "There are no transactions here: one statement is all."
    default: return "Only reading is allowed: the read models follow from the log alone."
    }
  }
}
