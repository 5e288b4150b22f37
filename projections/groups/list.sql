-- A page of the groups, by their codes.
-- Parameters, each may be NULL: :limit; :offset.
-- as-of: everything
SELECT document FROM documents
ORDER BY "group"
LIMIT COALESCE(:limit, -1) OFFSET COALESCE(:offset, 0);
