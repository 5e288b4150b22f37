internal import Model

/// The printing of one address.
struct AddressPrint {
  let values: AddressValues
  /// The address's country; nil when the table does not know it.
  let territory: Territory?
  let style: AddressStyle

  /// The countries that put the family name first.
  private static let familyNameFirst: Set = [
    "BY", "CN", "HU", "JP", "KH", "KZ", "MG", "RU", "TW", "UA", "VN",
  ]

  var lines: [String] {
    let script = AddressScript(of: values, language: territory?.language)
    let template =
      (script == .latin ? territory?.latinTemplate : nil) ?? territory?.template ?? .fallback
    var texts = Array(repeating: "", count: AddressPart.allCases.count)
    for part in template.parts {
      texts[part.rawValue] = text(of: part, script)
    }
    let lines = template.printed(texts)
    guard let country = countryLine else { return lines }
    return lines + [country]
  }

  private func text(of part: AddressPart, _ script: AddressScript) -> String {
    var text =
      switch part {
      case .name: values.joined(nameFields, separator: " ")
      case .street: values.joined(part.fields, separator: "\n")
      case .administrativeArea: area(script)
      default: values[part.firstField]
      }
    guard !text.isEmpty, let territory else { return text }
    if case .label = style, territory.capitals.contains(part) {
      text = text.uppercased()
    }
    return part == .postalCode && !isDomestic ? withPrefix(text, of: territory) : text
  }

  /// The postal code as mail from abroad has it, also where the prefix was typed.
  private func withPrefix(_ code: String, of territory: Territory) -> String {
    let prefix = territory.postalPrefix.prefix { $0.isLetter }
    return !prefix.isEmpty && code.asciiUppercased.hasPrefix(prefix)
      ? code : territory.postalPrefix + code
  }

  private var nameFields: [AddressField] {
    guard let territory, Self.familyNameFirst.contains(territory.code) else {
      return AddressPart.name.fields
    }
    return [.familyName, .givenName, .additionalName]
  }

  /// The area as the country writes it in that script, or as it was typed when it is not on the
  /// country's list.
  private func area(_ script: AddressScript) -> String {
    let typed = values[.administrativeArea]
    return territory?.area(typed)?.printed(latin: script == .latin) ?? typed
  }

  /// Whether this is a label for a letter that stays in its country.
  private var isDomestic: Bool {
    guard case .label(let origin?, _) = style else { return false }
    return origin.cleaned.asciiUppercased.isSame(as: code)
  }

  private var code: String {
    territory?.code ?? values[.countryCode].asciiUppercased
  }

  /// The country in capitals, for a label that crosses the border.
  private var countryLine: String? {
    guard case .label(_, let ownName) = style, !isDomestic, !code.isEmpty else { return nil }
    let english = (territory?.name ?? code).uppercased()
    let own = ownName?.cleaned.uppercased() ?? ""
    return own.isEmpty || own.isSame(as: english) ? english : "\(own) - \(english)"
  }
}
