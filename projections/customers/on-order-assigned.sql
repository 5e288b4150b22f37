-- An order went from one customer to another.
UPDATE customer_activity
SET orders = orders + CASE customer WHEN :to THEN 1 ELSE -1 END, last_position = :position
WHERE customer IN (:from, :to);
