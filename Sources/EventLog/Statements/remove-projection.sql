-- All files of a read model that was added at run time.
DELETE FROM projections WHERE name = ?1
