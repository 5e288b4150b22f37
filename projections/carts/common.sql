-- What queries of this folder have in common: it stands before each of them.

-- The open carts as queries hand them out. The e-mail is that of the customer, as it is now.
WITH documents AS NOT MATERIALIZED (
  SELECT
    c.cart,
    c.customer,
    c.contact,
    c.site,
    c.lines,
    c.updated_at,
    json_object(
      'cart', c.cart,
      'site', c.site,
      'customer', c.customer,
      'email', COALESCE(
        (SELECT d.email FROM customer_details d WHERE d.customer = c.customer), c.email
      ),
      'currency', c.currency,
      'lines', json(c.lines),
      'updated_at', c.updated_at,
      'reference', c.reference
    ) AS document
  FROM carts c
)
