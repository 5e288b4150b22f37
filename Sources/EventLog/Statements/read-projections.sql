-- The texts of the read models that were added at run time. ?1 is the bytes that one may have: a longer
-- one is no text of a read model, and not worth its memory.
SELECT name, file, iif(length(CAST(text AS BLOB)) <= ?1, text, NULL)
FROM projections ORDER BY name, file
