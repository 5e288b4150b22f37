import Model

/// Any JSON object as lines of names and values, nested ones by dotted names.
enum Flat {
  static func sheet(_ json: JSON, prefix: String = "") -> Sheet {
    var sheet = Sheet()
    add(json, prefix, to: &sheet)
    return sheet
  }

  private static func add(_ json: JSON, _ name: String, to sheet: inout Sheet) {
    switch json {
    case .object(let members) where !members.isEmpty:
      for (key, value) in members {
        add(value, name.isEmpty ? Plain.text(key) : name + "." + Plain.text(key), to: &sheet)
      }
    case .array(let elements) where elements.contains { $0.object != nil }:
      for (index, element) in elements.enumerated() {
        add(element, "\(name)[\(index)]", to: &sheet)
      }
    case .object: break
    case .array([]): break
    default: sheet.add(name, Cell.text(json))
    }
  }
}
