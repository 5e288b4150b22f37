-- Who the ledger is: origin, key of its keyed hashes, and the erasure whose purge is pending.
SELECT origin, key, pending_purge FROM ledger WHERE one = 1
