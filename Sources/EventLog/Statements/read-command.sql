-- What a command id appended the first time: positions and fingerprint.
SELECT first, last, fingerprint FROM commands WHERE command_id = ?1
