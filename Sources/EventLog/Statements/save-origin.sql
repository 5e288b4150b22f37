-- Gives an empty ledger the name of the one whose export it takes. Run by an import.
UPDATE ledger SET origin = ?1 WHERE one = 1
