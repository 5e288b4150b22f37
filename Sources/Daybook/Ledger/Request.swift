package import Model

/// A command as it came from outside: what is to be done, by whom and why.
package struct Request: Sendable {
  package let command: any Decision
  package let provenance: Provenance
  /// What makes two commands the same: command, own fields, site, actor, channel, reason.
  ///
  /// The default site is the same whether it is named or not.
  ///
  /// Nil for one without an id. Made with the request, which may be on another thread than the one that
  /// decides.
  let content: [UInt8]?

  package init(_ command: any Decision, _ provenance: Provenance) {
    self.command = command
    self.provenance = provenance
    content = Self.content(of: command, provenance)
  }

  /// Whether it asks for an erasure, which may have been done before.
  package var erases: Bool { (command as? EraseCustomer)?.dryRun == false }

  private static func content(of command: any Decision, _ provenance: Provenance) -> [UInt8]? {
    guard provenance.commandID != nil else { return nil }
    let common = JSONObject(present: [
      ("actor", .string(provenance.actor.text)),
      ("channel", .string(provenance.channel.rawValue)),
      ("command", .string(type(of: command).name)),
      ("reason", provenance.reason.map(JSON.string)),
      ("site", provenance.site.flatMap { $0.text == "default" ? nil : .string($0.text) }),
    ])
    return command.content(with: common)
  }

  /// Reads a command of `apply`: its name in `command`, its own fields and the common ones.
  ///
  /// Common fields that it leaves out are those of `defaults`. Refuses with `field_missing`,
  /// `field_unknown`, `field_invalid` or `email_invalid`.
  package init(_ object: JSONObject, defaults: Provenance) throws(Refusal) {
    guard let name = object["command"] else { throw .missing("command") }
    guard let name = name.string, let type = Decisions.named(name) else {
      let text = name.string ?? "?"
      let nearest = Spelling.nearest(to: text, among: Decisions.names)
      throw .unknown(
        "command",
        "names no command" + (nearest.map { "; did you mean \($0)?" } ?? "; see `daybook help`")
      )
    }
    var (common, own) = object.parted { Provenance.has($0) && !type.hasOwn($0) }
    own["command"] = nil
    var provenance = defaults
    try Provenance.fields.read(common, into: &provenance)
    self.init(try type.read(own), provenance)
  }
}
