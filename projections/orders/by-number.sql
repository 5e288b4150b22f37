-- The order that a site calls by this number.
-- Parameters: :site, :number.
-- as-of: everything
SELECT "order" FROM orders WHERE number = :number AND site = :site;
