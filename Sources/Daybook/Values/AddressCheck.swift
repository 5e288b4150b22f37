package import Addresses
package import Model

extension DecisionContext {
  /// Checks an address that a command brings, at a path such as `billing.address`.
  ///
  /// The rules are those of its country and of a site. What is wrong waits for ``refuseInvalidAddresses()``, so that a command with several addresses
  /// is told everything at once. On the channel `import` it becomes a warning instead, so that real
  /// history can enter.
  ///
  /// - Returns: The findings for the event to record: an outcome is made of events when the same
  ///   command is given again.
  mutating func check(
    _ address: JSONObject,
    path: String,
    on site: String
  ) throws -> [JSON] {
    let overrides = try settings(of: site).overrides
    let findings = AddressRules.validate(address, overrides: overrides)
    let lesser = findings.warnings.map { $0.json(path: path) }
    warnings += lesser
    let problems = findings.problems.map { $0.json(path: path) }
    guard provenance.channel == .import else {
      addressProblems += findings.problems.map { AddressProblem(finding: $0, path: path) }
      return lesser
    }
    warnings += problems
    return lesser + problems
  }

  /// Ends a decision whose addresses are not right, naming all problems of all of them.
  ///
  /// - Throws: `address_invalid`.
  func refuseInvalidAddresses() throws(Refusal) {
    guard let first = addressProblems.first else { return }
    let sentences = addressProblems.map { problem in
      let field = problem.path == first.path ? "" : problem.path + "."
      return field + problem.finding.sentence
    }
    throw Refusal(
      .addressInvalid,
      "The \(first.path) is not complete or not right: \(sentences.joined(separator: ", ")).",
      details: ["problems": .array(addressProblems.map { $0.finding.json(path: $0.path) })]
    )
  }
}

/// What is wrong with one of the addresses of a command.
package struct AddressProblem: Sendable {
  let finding: AddressFinding
  /// Where the address stands in the command.
  let path: String
}

extension AddressFinding {
  /// `{"field":"postal_code","problem":"invalid_postal_code","path":"billing.address"}`.
  package func json(path: String) -> JSON {
    [
      "field": .string(field.name), "problem": .string(problem.rawValue), "path": .string(path),
    ]
  }

  /// The finding for people, with an example of what would be right.
  package var sentence: String {
    let words =
      switch problem {
      case .required: "is required"
      case .unknownCountry: "is no country of ISO 3166-1 (such as DK)"
      case .countryNotAllowed: "is not a country that the site serves"
      case .unknownAdministrativeArea: "is no area of the country"
      case .invalidPostalCode: "is no postal code of the country"
      case .mustBeEmpty: "must be empty"
      case .unusedField: "is not printed on addresses of the country"
      case .postalAreaMismatch: "looks like one of another area"
      }
    guard let example else { return "\(field.name) \(words)" }
    return "\(field.name) \(words) (such as \(example))"
  }
}
