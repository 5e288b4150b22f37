-- The orders that somebody can name by number and e-mail.
-- Parameters: :number; :email, the one the order is reached by now; :site, or NULL for all sites.
-- as-of: everything
SELECT "order" FROM orders
WHERE number = :number AND email = :email AND (:site IS NULL OR site = :site)
ORDER BY "order";
