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
  static let emptyRow =
    #"{"customer":null,"profile":null,"near_duplicate":null,"formatted":null}"#
  private var customer: Int64?
  private var areas = FoldedAreas()
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
    let key = key(address, type: entry["type"].string ?? "")
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
  private mutating func key(_ address: JSONObject, type: String) -> String {
    var key = type
    for field in AddressField.allCases where field != .locale {
      key += "\n"
      let text = address[field.name]?.string ?? ""
      if field == .administrativeArea, !text.isEmpty {
        let country = address[AddressField.countryCode.name]?.string ?? ""
        key += areas.canonical(text.foldedForComparing, of: country) ?? text.foldedForComparing
      } else {
        key += text.foldedForComparing
      }
    }
    return key
  }
}

/// The areas of countries by their names and codes, folded.
private struct FoldedAreas {
  /// The canonical form of an area by its folded texts, for each country that was asked for.
  private var known: [String: [String: String]] = [:]

  mutating func canonical(_ folded: String, of country: String) -> String? {
    guard let territory = Territory.named(country.foldedForComparing) else { return nil }
    if known[territory.code] == nil { known[territory.code] = Self.areas(of: territory) }
    return known[territory.code]?[folded]
  }

  private static func areas(of territory: Territory) -> [String: String] {
    var areas: [String: String] = [:]
    // Names come before codes, as in every other look-up.
    for texts in [\Area.allNames, \Area.allCodes] {
      for area in territory.areas {
        for text in area[keyPath: texts].map(\.foldedForComparing) where areas[text] == nil {
          areas[text] = area.canonical
        }
      }
    }
    return areas
  }
}

extension String {
  /// Letters, digits and the marks on them without their case: ß is ss.
  ///
  /// As texts are compared in their canonical order, which takes quadratic time in the marks on one
  /// letter, a joiner parts more than 30 of them (the Stream-Safe Text Format of Unicode).
  fileprivate var foldedForComparing: String {
    var scalars = String.UnicodeScalarView()
    var marks = 0
    for scalar in uppercased().lowercased().unicodeScalars {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber:
        marks = 0
      case .nonspacingMark, .spacingMark:
        marks += 1
        if marks > 30 {
          scalars.append("\u{34F}")
          marks = 1
        }
      default: continue
      }
      scalars.append(scalar)
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
          "all": .integer(all ? 1 : 0), "usage": JSON(usage?.rawValue),
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
