-- A page of the sites, by their codes.
-- Parameters, each may be NULL: :limit; :offset.
-- as-of: everything
SELECT document FROM documents
ORDER BY site
LIMIT COALESCE(:limit, -1) OFFSET COALESCE(:offset, 0);
