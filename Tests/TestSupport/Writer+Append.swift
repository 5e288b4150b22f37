package import EventLog
package import Model

extension Writer {
  /// Appends the events of one command without deciding anything, and returns them as they stand in the
  /// log.
  package func append(
    _ events: [NewEvent],
    _ envelope: Envelope,
    fingerprint: [UInt8]? = nil
  ) throws -> [Event] {
    let command = log.prepare(events, envelope, after: size, fingerprint: fingerprint)
    try append(command)
    return command.events
  }
}
