-- Whether one look-up of one event is filed. Run by verification when the sums differ.
SELECT position FROM lookups WHERE hash = ?1 AND position = ?2
