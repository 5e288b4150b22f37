-- One claim.
-- Parameters: :claim; :now, the moment that tells a pending claim from an expired one.
-- as-of: claim:{claim}
SELECT document FROM documents WHERE claim = :claim;
