-- A cancelled order sold nothing.
DELETE FROM sold_lines WHERE "order" = :order;
