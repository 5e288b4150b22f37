-- The events of some types that carry a tag, up to a position, in any order: what a decision depends
-- on. Reader puts the names of the types in the place of (:types), which come from the catalogue. They
-- are a table to be walked, because a list behind IN would be built anew for every question.
SELECT t.position
FROM (VALUES (:types)) names
CROSS JOIN tags t ON t.tag = ?1 AND t.type = names.column1 AND t.position <= ?2
