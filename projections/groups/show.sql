-- One group with the numbers of those who are in it.
-- Parameters: :group; :limit and :offset, which part of the customers, each may be NULL.
-- as-of: everything
SELECT json_set(document, '$.customers', json((
  SELECT json_group_array(customer) FROM (
    SELECT m.customer FROM group_members m
    WHERE m."group" = :group AND m.ended_at IS NULL AND NOT m.hidden
    ORDER BY m.customer
    LIMIT COALESCE(:limit, -1) OFFSET COALESCE(:offset, 0)
  )
)))
FROM documents
WHERE "group" = :group;
