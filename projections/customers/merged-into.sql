-- A customer and everybody who was merged into them, directly or by way of others.
-- Parameters: :customer.
-- as-of: everything
WITH same(customer) AS (
  VALUES (:customer)
  UNION
  SELECT c.customer FROM same JOIN customer_details c ON c.merged_into = same.customer
)
SELECT customer FROM same ORDER BY customer;
