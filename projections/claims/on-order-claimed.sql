-- A claim was confirmed. There is one such event for each of its orders, all of one moment.
UPDATE claims SET status = 'confirmed', closed_at = :occurred_at WHERE claim = :claim;
