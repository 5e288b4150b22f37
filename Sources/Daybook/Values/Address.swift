import Model

/// A postal address, or the parts of one that change.
///
/// When an address is changed, given parts replace the old ones, cleared parts go, parts that are
/// left out stay. What is typed is stored as typed; only a known country code is put in upper case.
public struct Address: Sendable {
  /// The country as of ISO 3166-1 alpha-2, or one of AC, TA and XK.
  public var countryCode: Change<String> = .keep
  /// State, province or canton.
  public var administrativeArea: Change<String> = .keep
  /// City or town.
  public var locality: Change<String> = .keep
  /// District, suburb or village.
  public var dependentLocality: Change<String> = .keep
  /// Postal code.
  public var postalCode: Change<String> = .keep
  /// What some countries sort by beside the postal code, such as the French CEDEX.
  public var sortingCode: Change<String> = .keep
  /// Street and number.
  public var addressLine1: Change<String> = .keep
  /// Second line of the street address.
  public var addressLine2: Change<String> = .keep
  /// Third line of the street address.
  public var addressLine3: Change<String> = .keep
  /// Company or institution.
  public var organization: Change<String> = .keep
  /// First name.
  public var givenName: Change<String> = .keep
  /// Middle name, or a patronymic.
  public var additionalName: Change<String> = .keep
  /// Last name.
  public var familyName: Change<String> = .keep
  /// The language of the text, as a BCP 47 tag.
  public var locale: Change<String> = .keep

  /// An address without any part.
  public init() {}

  /// An address of the parts that are given.
  public init(
    countryCode: Change<String> = .keep,
    administrativeArea: Change<String> = .keep,
    locality: Change<String> = .keep,
    dependentLocality: Change<String> = .keep,
    postalCode: Change<String> = .keep,
    sortingCode: Change<String> = .keep,
    addressLine1: Change<String> = .keep,
    addressLine2: Change<String> = .keep,
    addressLine3: Change<String> = .keep,
    organization: Change<String> = .keep,
    givenName: Change<String> = .keep,
    additionalName: Change<String> = .keep,
    familyName: Change<String> = .keep,
    locale: Change<String> = .keep
  ) {
    self.countryCode = countryCode
    self.administrativeArea = administrativeArea
    self.locality = locality
    self.dependentLocality = dependentLocality
    self.postalCode = postalCode
    self.sortingCode = sortingCode
    self.addressLine1 = addressLine1
    self.addressLine2 = addressLine2
    self.addressLine3 = addressLine3
    self.organization = organization
    self.givenName = givenName
    self.additionalName = additionalName
    self.familyName = familyName
    self.locale = locale
  }
}

extension Address: Shape {
  package static let fields: Fields<Address> = [
    Field("country_code", \.countryCode, "ISO 3166-1 country code"),
    Field("administrative_area", \.administrativeArea, "State, province, canton"),
    Field("locality", \.locality, "City, town"),
    Field("dependent_locality", \.dependentLocality, "District, suburb, village"),
    Field("postal_code", \.postalCode, "Postal code"),
    Field("sorting_code", \.sortingCode, "CEDEX and the like"),
    Field("address_line1", \.addressLine1, "Street and number"),
    Field("address_line2", \.addressLine2, "Second line"),
    Field("address_line3", \.addressLine3, "Third line"),
    Field("organization", \.organization, "Company"),
    Field("given_name", \.givenName, "First name"),
    Field("additional_name", \.additionalName, "Middle name"),
    Field("family_name", \.familyName, "Last name"),
    Field("locale", \.locale, "Language of the text"),
  ]

  /// The address that comes of changing another one.
  func applied(to base: JSONObject) -> JSONObject {
    var changed = base.merging(fieldJSON.object ?? [:])
    if let country = changed["country_code"]?.string, let code = Country.code(country) {
      changed["country_code"] = .string(code)
    }
    return changed
  }
}

extension JSONObject {
  /// Given members replace, null removes, the rest stays.
  func merging(_ change: JSONObject) -> JSONObject {
    merging(change, nullRemoves: true)
  }
}
