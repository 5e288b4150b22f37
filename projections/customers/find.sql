-- The numbers of the customers that a name leads to.
-- Parameters: :kind, 'registered' or 'guest', with :site and :email; or :reference alone.
-- as-of: everything
SELECT customer FROM customer_details
WHERE email = :email AND site = :site AND has_account = (:kind = 'registered')
UNION ALL
SELECT customer FROM customer_details WHERE reference = :reference;
