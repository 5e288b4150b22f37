-- Appends one event. Run by Writer for every event of a command.
INSERT INTO events(
  position, type, version, recorded_at, occurred_at, actor, channel, command_id, correlation_id,
  causation, data, commitment, leaf
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
