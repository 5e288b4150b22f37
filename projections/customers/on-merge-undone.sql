-- A customer is one of their own again, with the orders that come back.
UPDATE customer_details SET merged_into = NULL, updated_at = :occurred_at WHERE customer = :from;

UPDATE customer_activity
SET
  orders = orders + CASE customer WHEN :from THEN 1 ELSE -1 END
    * json_array_length(COALESCE(:orders, '[]')),
  last_position = :position
WHERE customer IN (:from, :into);
