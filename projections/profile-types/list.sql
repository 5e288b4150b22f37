-- A page of the types, the built-in one first, then by their codes.
-- Parameters, each may be NULL: :limit; :offset.
-- as-of: everything
SELECT document FROM documents
ORDER BY place, profile_type
LIMIT COALESCE(:limit, -1) OFFSET COALESCE(:offset, 0);
