import Model

/// The copy of a profile that an order keeps, with the entry and revision it came from.
struct Snapshot {
  var profile: Int64?
  var revision: Int64?
  var type: String
  var content: ProfileContent
  var paymentMethod: Int64?
  /// Whether it was copied from a revision and changed; otherwise it says what that revision says.
  var isModified = false
  /// For a guest: waits until an account owns the order.
  var isToBeSaved = false

  /// The copy of an entry as it is.
  init(_ profile: ProfileState) {
    self.profile = profile.number
    revision = profile.revision
    type = profile.type
    content = profile.content
  }

  init(type: String, content: ProfileContent) {
    self.type = type
    self.content = content
  }

  /// A copy as it stands in an event.
  init(json: JSONObject) {
    profile = json["profile"]?.integer
    revision = json["revision"]?.integer
    type = json["type"]?.string ?? ProfileType.builtIn
    content = ProfileContent(
      address: json["address"]?.object ?? [:],
      phone: json["phone"]?.string,
      fields: json["fields"]?.object ?? [:]
    )
    paymentMethod = json["payment_method"]?.integer
    isModified = json["modified"]?.boolean ?? false
    isToBeSaved = json["save_to_address_book"]?.boolean ?? false
  }

  var json: JSONObject {
    var json = content.json
    json["area"] = content.area.map(JSON.string)
    json["profile"] = profile.map(JSON.integer)
    json["revision"] = revision.map(JSON.integer)
    json["type"] = .string(type)
    json["payment_method"] = paymentMethod.map(JSON.integer)
    if isModified { json["modified"] = true }
    if isToBeSaved { json["save_to_address_book"] = true }
    return json
  }

  /// `profile.revision` of the source, whose content must never change from now on.
  var source: String? {
    guard let profile, let revision else { return nil }
    return "\(profile).\(revision)"
  }
}
