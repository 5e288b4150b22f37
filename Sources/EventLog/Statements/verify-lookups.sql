-- All keyed hashes. Run by Verification.
SELECT hash, position FROM lookups
