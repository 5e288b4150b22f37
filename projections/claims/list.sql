-- A page of the claims, newest first.
-- Parameters: :now, the moment that tells a pending claim from an expired one; and, each may be
-- NULL: :customer; :status, also 'expired'; :limit; :offset.
-- as-of: everything
SELECT document FROM documents
WHERE (:customer IS NULL OR customer = :customer) AND (:status IS NULL OR status = :status)
ORDER BY claim DESC
LIMIT COALESCE(:limit, -1) OFFSET COALESCE(:offset, 0);
