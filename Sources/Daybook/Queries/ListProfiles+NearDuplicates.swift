import Addresses
import Model
import Projections

/// Finds entries of one address book that say the same in other letters.
///
/// Two addresses are near duplicates when they are the same after folding case, white space and
/// punctuation; an area counts as the same by name and by code. Each later entry is paired with the
/// oldest one that it is the same as.
struct NearDuplicates {
  /// `{customer, profile, near_duplicate, formatted}`, the older entry first.
  private(set) var pairs: [String] = []
  private var customer: Int64?
  private var oldest: [String: Int64] = [:]

  /// Takes the next entry; entries come by customer, the oldest first.
  mutating func add(_ entry: JSON) {
    guard let owner = entry["customer"].integer, let profile = entry["profile"].integer,
      let address = entry["address"].object
    else { return }
    if owner != customer {
      customer = owner
      oldest = [:]
    }
    let key = Self.key(address, type: entry["type"].string ?? "")
    guard let first = oldest[key] else {
      oldest[key] = profile
      return
    }
    let lines = JSON.array(AddressFormat.lines(address).map(JSON.string)).canonicalText
    pairs.append(
      "{\"customer\":\(owner),\"profile\":\(first),\"near_duplicate\":\(profile),"
        + "\"formatted\":\(lines)}"
    )
  }

  /// What near duplicates have in common.
  private static func key(_ address: JSONObject, type: String) -> String {
    var key = type
    for field in AddressField.allCases where field != .locale {
      key += "\n"
      if field == .administrativeArea, let area = AddressRules.canonicalArea(of: address) {
        key += area
      } else {
        key += folded(address[field.name]?.string ?? "")
      }
    }
    return key
  }

  /// Letters, digits and the marks on them, in lower case.
  private static func folded(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
        scalars.append(scalar)
      default: break
      }
    }
    return String(scalars)
  }
}

extension ListProfiles {
  /// How many entries are looked at in one go.
  private static let step: Int64 = 1000

  /// The pairs among one customer's entries, or among everybody's.
  func nearDuplicates(of customer: Int64?, from context: QueryContext) throws -> Answer {
    try page.check()
    var found = NearDuplicates()
    var after: (customer: Int64, profile: Int64)? = (0, 0)
    while let last = after {
      let rows = try context.models.rows(
        "profiles/by-customer",
        [
          "customer": JSON(customer), "countries": countryList,
          "after_customer": .integer(last.customer), "after_profile": .integer(last.profile),
          "limit": .integer(Self.step),
        ]
      )
      after = nil
      for row in rows {
        let entry = try JSON(parsing: row)
        found.add(entry)
        guard let customer = entry["customer"].integer, let profile = entry["profile"].integer
        else { continue }
        after = (customer, profile)
      }
      if rows.count < Self.step { after = nil }
    }
    let rest = found.pairs.dropFirst(Int(clamping: page.offset ?? 0))
    let rows = rest.prefix(Int(clamping: page.limit ?? .max))
    return .list(plural: "pairs", count: Int64(found.pairs.count), rows: Array(rows))
  }
}
