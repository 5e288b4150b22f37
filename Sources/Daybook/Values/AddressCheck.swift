import Model

/// What is wrong with an address.
///
/// A country code must be there and be one of ISO 3166-1, or one of AC, TA and XK, which the post
/// uses as well.
struct AddressCheck {
  /// One finding: a bare address field and what is wrong with it.
  struct Problem: Sendable, Equatable {
    let field: String
    let problem: String

    func json(path: String?) -> JSON {
      .object(
        JSONObject(present: [
          ("field", .string(field)), ("problem", .string(problem)),
          ("path", path.map(JSON.string)),
        ])
      )
    }
  }

  let problems: [Problem]

  init(_ address: JSONObject) {
    guard let country = address["country_code"]?.string, !country.isEmpty else {
      problems = [Problem(field: "country_code", problem: "required")]
      return
    }
    problems =
      Country.code(country) == nil
      ? [Problem(field: "country_code", problem: "unknown_country")] : []
  }
}

extension DecisionContext {
  /// Checks an address that a command brings, at a path such as `billing.address`.
  ///
  /// On the channel `import` problems become warnings, which are returned for the event to record,
  /// so that real history can enter; elsewhere they refuse with `address_invalid`, all at once.
  mutating func check(_ address: JSONObject, path: String) throws(Refusal) -> [JSON] {
    let problems = AddressCheck(address).problems.map { $0.json(path: path) }
    guard !problems.isEmpty else { return [] }
    guard provenance.channel == .import else {
      throw Refusal(
        .addressInvalid,
        "The \(path) is not complete or not right: \(Self.sentence(problems)).",
        details: ["problems": .array(problems)]
      )
    }
    warnings += problems
    return problems
  }

  private static func sentence(_ problems: [JSON]) -> String {
    problems.map { problem in
      let field = problem["field"].string ?? ""
      return switch problem["problem"].string {
      case "required": "\(field) is required"
      case "unknown_country": "\(field) is no country of ISO 3166-1"
      default: "\(field): \(problem["problem"].string ?? "")"
      }
    }.joined(separator: ", ")
  }
}
