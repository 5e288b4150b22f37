-- Forgets what a command said, part of which was erased: from now on its id alone decides.
UPDATE commands SET fingerprint = NULL WHERE command_id = ?1
