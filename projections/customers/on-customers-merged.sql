-- A customer turned out to be another one, who owns what they owned from here on.
UPDATE customer_details SET merged_into = :into, updated_at = :occurred_at WHERE customer = :from;

UPDATE customer_activity
SET
  orders = orders + CASE customer WHEN :into THEN 1 ELSE -1 END
    * json_array_length(COALESCE(:orders, '[]')),
  last_position = :position
WHERE customer IN (:from, :into);
