-- The number of the customer that a name leads to: who was merged leads on to whom they are.
-- Parameters: :customer; or :kind, 'registered' or 'guest', with :site and :email; or :reference.
-- A removed customer has no e-mail any more; one who was merged gives way to whoever has it now.
-- as-of: everything
WITH named(customer, is_merged) AS (
  SELECT customer, 0 FROM customer_details WHERE customer = :customer
  UNION ALL
  SELECT customer, merged_into IS NOT NULL FROM customer_details
  WHERE email = :email AND site = :site AND has_account = (:kind = 'registered') AND NOT removed
  UNION ALL
  SELECT customer, 0 FROM customer_details WHERE reference = :reference
),
path(customer, merged_into, step) AS (
  SELECT c.customer, c.merged_into, 0
  FROM customer_details c
  WHERE c.customer = (SELECT customer FROM named ORDER BY is_merged, customer DESC LIMIT 1)
  UNION ALL
  SELECT c.customer, c.merged_into, path.step + 1
  FROM path
  JOIN customer_details c ON c.customer = path.merged_into
)
SELECT customer FROM path ORDER BY step DESC LIMIT 1;
