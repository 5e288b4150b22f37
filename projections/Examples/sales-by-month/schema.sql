-- What was sold of each article in each month: an example of a read model that is added at run time.
CREATE TABLE sold_lines(
  "order" INTEGER NOT NULL,
  line INTEGER NOT NULL,
  month TEXT NOT NULL,
  currency TEXT NOT NULL,
  sku TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY ("order", line)
) STRICT, WITHOUT ROWID;

CREATE VIEW sales_by_month AS
SELECT month, sku, currency, sum(quantity) AS quantity, sum(amount) AS amount
FROM sold_lines GROUP BY month, sku, currency;
