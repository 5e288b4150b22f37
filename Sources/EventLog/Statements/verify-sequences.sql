-- The highest numbers given out. Run by Verification.
SELECT kind, last FROM sequences
