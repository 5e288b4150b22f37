/// A country or territory with the rules of its addresses.
package final class Territory: Sendable {
  /// The code of ISO 3166-1 alpha-2, or AC, TA or XK.
  package let code: String
  /// The English name.
  package let name: String
  /// The parts that the country prints, in its order.
  package let usedParts: [AddressPart]
  /// The parts that an address cannot do without.
  package let requiredParts: AddressParts
  /// What the country calls its fields.
  package let labels: FieldLabels
  /// The pattern of postal codes; nil where there is none.
  package let postalPattern: PostalPattern?
  /// What stands before the postal code on mail from abroad, such as `CH-`; empty where there is
  /// nothing.
  package let postalPrefix: String
  /// A postal code to show as an example.
  package let postalExample: String?
  /// The areas that an address can name; empty where there is no list.
  package let areas: [Area]

  let template: AddressTemplate
  /// The template for text in Latin script, where it differs.
  let latinTemplate: AddressTemplate?
  /// The language of the local script, such as `ja`, where names and templates depend on it.
  package let language: String?
  /// The parts that labels print in capitals.
  let capitals: AddressParts
  private let index: AreaIndex

  init(_ row: TableRow, areas rows: [TableRow]) {
    code = row.text(0)
    name = row.text(1)
    template = AddressTemplate(row.text(2))
    latinTemplate = row.optional(3).map(AddressTemplate.init)
    language = row.optional(4)
    requiredParts = row.parts(5)
    capitals = row.parts(6)
    postalPattern = row.optional(7).flatMap(PostalPattern.init)
    postalPrefix = row.text(8)
    labels = FieldLabels(row.text(9))
    postalExample = row.optional(10)
    usedParts = template.parts
    areas = rows.map { [code] in Area($0, territory: code) }
    index = AreaIndex(areas)
  }

  /// The fields that the country prints, in its order.
  package var usedFields: [AddressField] { usedParts.flatMap(\.fields) }

  /// The fields that must be there; of the street, the first line stands for all.
  package var requiredFields: [AddressField] {
    usedParts.filter(requiredParts.contains).map(\.firstField)
  }

  /// Finds an area by name, code or ISO 3166-2 code, in any case, with or without white space
  /// around it; nil where there is none or no list.
  package func area(_ text: String) -> Area? {
    index.place(of: text.trimmed).map { areas[$0] }
  }
}
