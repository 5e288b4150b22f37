-- All stored subtree hashes. Run by Verification.
SELECT level, number, hash FROM nodes
