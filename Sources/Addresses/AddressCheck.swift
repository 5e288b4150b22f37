/// The checks of one address.
struct AddressCheck {
  let values: AddressValues
  let territory: Territory
  let overrides: [AddressField: FieldOverride]
  var findings = AddressFindings()

  private let area: Area?

  init(values: AddressValues, territory: Territory, overrides: [AddressField: FieldOverride]) {
    self.values = values
    self.territory = territory
    self.overrides = overrides
    area =
      territory.usedParts.contains(.administrativeArea) && values.has(.administrativeArea)
      ? territory.area(values[.administrativeArea]) : nil
  }

  /// What the country requires and the site does not hide or make optional, and what the site
  /// requires and the country uses.
  mutating func checkRequired() {
    let required = area?.required ?? territory.requiredParts
    for part in territory.usedParts {
      // Of the street, the first line stands for all three.
      let first = part.firstField
      var isMissing = required.contains(part)
      switch overrides[first] {
      case .hidden, .optional: isMissing = false
      case .required where part != .name: isMissing = true
      default: break
      }
      if isMissing, !values.hasAny(of: part) { report(first, .required) }
      for field in part.fields
      where (field != first || part == .name) && overrides[field] == .required {
        if !values.has(field) { report(field, .required) }
      }
    }
  }

  /// An area must be on the country's list, where there is one.
  mutating func checkArea() {
    guard isChecked(.administrativeArea), !territory.areas.isEmpty, area == nil else { return }
    report(.administrativeArea, .unknownAdministrativeArea)
  }

  /// A postal code must be as the country has them; that it is not as the area has them is a
  /// warning, as areas change faster than tables.
  mutating func checkPostalCode() {
    guard isChecked(.postalCode), let pattern = territory.postalPattern else { return }
    let code = values[.postalCode]
    let matches =
      pattern.matches(code) || area?.postalPattern?.pattern?.matches(code) == true
    guard matches else {
      report(.postalCode, .invalidPostalCode)
      return
    }
    guard overrides[.administrativeArea] != .hidden,
      let prefix = area?.postalPrefix?.pattern, !prefix.matchesStart(of: code)
    else { return }
    findings.warnings.append(AddressFinding(.postalCode, .postalAreaMismatch))
  }

  /// What the site hides must be empty; what the country does not print is odd.
  mutating func checkEmpty() {
    for field in AddressField.adjustable where values.has(field) {
      if overrides[field] == .hidden {
        findings.problems.append(AddressFinding(field, .mustBeEmpty))
      } else if let part = field.part, !territory.usedParts.contains(part) {
        findings.warnings.append(AddressFinding(field, .unusedField))
      }
    }
  }

  /// Whether the content of a field counts: it is there, the country prints it, the site shows it.
  private func isChecked(_ field: AddressField) -> Bool {
    guard let part = field.part else { return false }
    return values.has(field) && territory.usedParts.contains(part) && overrides[field] != .hidden
  }

  private mutating func report(_ field: AddressField, _ problem: AddressFinding.Problem) {
    findings.problems.append(AddressFinding(field, problem, example: example(of: field)))
  }

  /// What would be right in a field, in the script of the address.
  private func example(of field: AddressField) -> String? {
    switch field {
    case .postalCode: territory.postalExample
    case .administrativeArea:
      territory.areas.first?.printed(
        latin: AddressScript(of: values, language: territory.language) == .latin
      )
    default: nil
    }
  }
}
