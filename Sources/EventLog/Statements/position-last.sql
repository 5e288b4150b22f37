-- Where the log ends.
SELECT max(position) FROM events
