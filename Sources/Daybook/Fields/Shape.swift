package import Model

/// A type made of declared fields: a command, or an object inside one.
package protocol Shape: FieldValue {
  static var fields: Fields<Self> { get }
  /// An instance to read fields into; required ones are overwritten.
  init()
}

extension Shape {
  package static var fieldKind: FieldKind { .object(fields.map(\.description)) }

  package init(field json: JSON) throws(Refusal) {
    guard let object = json.object else { throw .invalid("must be an object") }
    self.init()
    try Self.fields.read(object, into: &self)
  }

  package var fieldJSON: JSON {
    .object(Self.fields.object(of: self))
  }

  package func appendCanonical(to bytes: inout [UInt8]) {
    Self.fields.appendCanonical(self, to: &bytes)
  }
}

extension Array: FieldValue where Element: FieldValue {
  package static var fieldKind: FieldKind { .list(Element.fieldKind) }

  package init(field json: JSON) throws(Refusal) {
    guard let elements = json.array else { throw .invalid("must be a list") }
    self.init()
    reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      do {
        append(try Element(field: element))
      } catch {
        throw error.inside("[\(index)]")
      }
    }
  }

  package var fieldJSON: JSON { .array(map(\.fieldJSON)) }

  package func appendCanonical(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      element.appendCanonical(to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }
}
