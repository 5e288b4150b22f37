-- One row for each line of the order; the month is that in UTC.
INSERT INTO sold_lines("order", line, month, currency, sku, quantity, amount)
VALUES (
  :order, :lines$, substr(:occurred_at, 1, 7), :currency, :lines$sku, :lines$quantity,
  :lines$quantity * :lines$unit_price
);
