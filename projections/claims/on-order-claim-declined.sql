-- The holder of the orders' e-mail declined.
UPDATE claims SET status = 'declined', closed_at = :occurred_at WHERE claim = :claim;
