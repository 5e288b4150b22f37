-- A page of the claims, newest first.
-- Parameters: :now, the moment that tells a pending claim from an expired one; and, each may be
-- NULL: :customers, a JSON list; :status, also 'expired'; :limit; :offset.
-- as-of: everything
SELECT document FROM documents
WHERE (:customers IS NULL OR customer IN (SELECT value FROM json_each(:customers)))
  AND (:status IS NULL OR status = :status)
ORDER BY claim DESC
LIMIT COALESCE(:limit, -1) OFFSET COALESCE(:offset, 0);
