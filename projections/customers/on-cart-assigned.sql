-- A cart concerns both customers.
UPDATE customer_activity SET last_position = :position WHERE customer IN (:from, :to);
