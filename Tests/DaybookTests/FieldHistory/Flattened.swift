import Daybook
import Model

/// The fields of a document of `show` by the dotted paths that `blame` names them by.
///
/// Lists of objects are told apart by what names their elements; what is computed is left out.
enum Flattened {
  static func customer(_ document: JSON) -> [JSON: JSON] {
    var flat = Flat()
    for (key, value) in document.object ?? [:] {
      switch key {
      case "customer", "orders", "created_at", "updated_at", "last_position", "erased_since": break
      case "company", "metadata": flat.add(members: value, key)
      case "roles":
        for role in value.array ?? [] {
          flat.add(["until": role["until"]], "roles.\(role["role"].string ?? "")")
        }
      case "memberships":
        for one in value.array ?? [] {
          let term: JSON = ["until": one["until"], "order": one["order"]]
          flat.add(term, "memberships.\(one["membership"].string ?? "")")
        }
      case "credit":
        for pot in value.array ?? [] {
          let site = pot["site"].string.map { ".\($0)" } ?? ""
          flat.add(pot["balance"], "credit.\(pot["currency"].string ?? "")\(site)")
        }
      default: flat.add(value, key)
      }
    }
    return flat.fields
  }

  static func profile(_ document: JSON) -> [JSON: JSON] {
    var flat = Flat()
    for (key, value) in document.object ?? [:] {
      switch key {
      case "profile", "label", "formatted", "postal_label", "erased": break
      case "address", "fields": flat.add(members: value, key)
      default: flat.add(value, key)
      }
    }
    return flat.fields
  }

  static func order(_ document: JSON) -> [JSON: JSON] {
    var flat = Flat()
    for (key, value) in document.object ?? [:] {
      switch key {
      case "order", "placed_by", "channel", "original", "erased", "buyer_erased": break
      case "lines", "adjustments":
        for (index, element) in (value.array ?? []).enumerated() {
          for (name, part) in element.object ?? [:] {
            let path = "\(key).\(index + 1).\(name)"
            if part.object != nil { flat.add(members: part, path) } else { flat.add(part, path) }
          }
        }
      case "billing": flat.add(copy: value, key)
      case "shipments":
        for shipment in value.array ?? [] {
          let path = "shipments.\(shipment["shipment"].integer ?? 0)"
          flat.add(shipment["method"], path + ".method")
          flat.add(copy: shipment["shipping"], path + ".shipping")
        }
      case "metadata": flat.add(members: value, key)
      case "buyer":
        for (name, part) in value.object ?? [:] {
          if name == "company" {
            flat.add(members: part, "buyer.company")
          } else {
            flat.add(part, "buyer.\(name)")
          }
        }
      default: flat.add(value, key)
      }
    }
    return flat.fields
  }

  private struct Flat {
    var fields: [JSON: JSON] = [:]

    mutating func add(_ value: JSON, _ path: String) {
      guard !value.isNull, value != [] else { return }
      fields[.string(path)] = value
    }

    mutating func add(members: JSON, _ path: String) {
      for (key, value) in members.object ?? [:] { add(value, "\(path).\(key)") }
    }

    mutating func add(copy: JSON, _ path: String) {
      for (key, value) in copy.object ?? [:] where key != "in_sync" {
        let inner = "\(path).\(key)"
        if ["address", "fields"].contains(key) {
          add(members: value, inner)
        } else {
          add(value, inner)
        }
      }
    }
  }
}

extension Blame {
  /// The fields that hold something, by their paths.
  var values: [JSON: JSON] {
    var values: [JSON: JSON] = [:]
    for line in lines where !line.field.content.json.isNull {
      values[.string(line.field.path)] = line.field.content.json
    }
    return values
  }
}

extension FieldDifference {
  /// What becomes of fields by the changes.
  ///
  /// A field that held something else than the difference says is left as it is, and so shows.
  func applied(to fields: [JSON: JSON]) -> [JSON: JSON] {
    var result = fields
    for change in changes where (fields[.string(change.path)] ?? .null) == change.from.json {
      result[.string(change.path)] = change.to.json.isNull ? nil : change.to.json
    }
    return result
  }
}
