-- Events that no position counts. Run by Verification.
SELECT position FROM events WHERE position < 1 ORDER BY position
