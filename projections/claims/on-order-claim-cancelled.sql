-- A claim was withdrawn.
UPDATE claims SET status = 'cancelled', closed_at = :occurred_at WHERE claim = :claim;
