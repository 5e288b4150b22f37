-- The number of the entry with the caller's own key.
-- Parameters: :reference.
-- as-of: everything
SELECT profile FROM profiles WHERE reference = :reference;
