-- Personal rows that belong to no event. Run by Verification.
SELECT p.position FROM personal p LEFT JOIN events e ON e.position = p.position
WHERE e.position IS NULL ORDER BY p.position
