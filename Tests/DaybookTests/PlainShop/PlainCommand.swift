import Model

/// A command as `apply` gets it, taken apart.
struct PlainCommand {
  let name: String
  let channel: Channel
  let actor: String
  /// The fields of the command itself.
  private let fields: JSONObject
  /// Null when there is none.
  let id: JSON
  let reason: JSON
  let site: String
  /// Whether the site was given.
  let hasSite: Bool
  /// The time of recording.
  let now: Instant
  /// When it happened in the business.
  let occurredAt: Instant

  /// Takes all fields, common ones too.
  init(_ name: String, _ fields: JSONObject, channel: Channel, actor: String, now: Instant) {
    self.name = name
    self.channel = channel
    self.actor = actor
    self.now = now
    var own = fields
    for key in ["command_id", "reason", "site", "occurred_at"] { own[key] = nil }
    if name == "site.configure" { own["site"] = fields["site"] }
    self.fields = own
    id = fields["command_id"] ?? .null
    reason = filled(fields["reason"] ?? .null)
    site = fields["site"]?.string ?? "default"
    hasSite = fields["site"] != nil
    occurredAt = fields["occurred_at"]?.string.flatMap { Instant($0) } ?? now
  }

  /// What must be the same for the command to be the same.
  var content: JSON {
    [.string(name), .object(fields), .string(channel.rawValue), .string(actor), reason]
  }

  /// The command's own fields as they were given.
  var members: JSON { .object(fields) }

  /// Whether a field was given, be it null.
  func has(_ key: String) -> Bool { fields[key] != nil }

  /// A field; an empty text is the same as null, and so is an absent field.
  subscript(key: String) -> JSON { filled(members[key]) }

  /// Whether a flag is up.
  func flag(_ key: String) -> Bool { self[key].boolean == true }

  /// An e-mail in the one form in which it is kept; null when absent.
  func email(_ key: String) throws -> JSON {
    guard let text = self[key].string else { return .null }
    guard let address = EmailAddress(text) else { throw PlainRefusal("email_invalid") }
    return .string(address.text)
  }
}

/// A field as it is kept: an empty text is the same as null.
func filled(_ json: JSON) -> JSON { json == "" ? .null : json }

/// Merges new values over old ones: null and an empty text clear, what is not given stays.
func merged(_ old: JSONObject, _ new: JSON) -> JSONObject {
  var result = old
  for (key, value) in new.object ?? [:] {
    result[key] = filled(value).isNull ? nil : value
  }
  return result
}

/// Metadata: an empty text removes a key, null is kept.
func mergedMetadata(_ old: JSONObject, _ new: JSON) -> JSONObject {
  var result = old
  for (key, value) in new.object ?? [:] { result[key] = value == "" ? nil : value }
  return result
}
