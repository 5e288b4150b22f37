-- What queries of this folder have in common: it stands before each of them.

-- `found` are the customers with every word of :search. That is a JSON list of words, each an
-- object: `phrase`, what FTS5 is asked for, and `digits`, a list of runs of digits of which one may
-- stand in the digits of the phone instead.
WITH RECURSIVE searched(word, phrase, digits) AS MATERIALIZED (
  SELECT key, value ->> '$.phrase', value -> '$.digits' FROM json_each(:search)
),
runs(word, run) AS MATERIALIZED (
  SELECT s.word, d.value FROM searched s JOIN json_each(s.digits) d
),
-- Phones with one kind of other character less in each step, until only digits are left. What is
-- too long to be a phone would take too many steps.
phones(customer, phone) AS (
  SELECT customer, replace(replace(replace(phone, ' ', ''), '+', ''), '-', '')
  FROM customer_details
  WHERE EXISTS (SELECT 1 FROM runs) AND length(phone) <= 100
  UNION ALL
  SELECT customer, replace(phone, substr(ltrim(phone, '0123456789'), 1, 1), '') FROM phones
  WHERE substr(ltrim(phone, '0123456789'), 1, 1) <> ''
),
hits(word, customer) AS (
  SELECT s.word, c.rowid
  FROM searched s
  CROSS JOIN customer_words c ON c.customer_words MATCH s.phrase
  UNION
  SELECT s.word, o.customer
  FROM searched s
  CROSS JOIN order_number_words n ON n.order_number_words MATCH s.phrase
  CROSS JOIN orders o ON o."order" = n.rowid
  UNION
  SELECT r.word, p.customer
  FROM phones p
  CROSS JOIN runs r ON instr(p.phone, r.run)
),
found(customer) AS (
  SELECT customer FROM hits
  GROUP BY customer HAVING count(*) = (SELECT count(*) FROM searched)
),
-- The roles and memberships that hold at :now.
held_roles AS NOT MATERIALIZED (
  SELECT customer, role, until FROM customer_roles
  WHERE since <= :now
    AND COALESCE(ended_at > :now, 1)
    AND COALESCE(until >= substr(:now, 1, length(until)), 1)
),
held_memberships AS NOT MATERIALIZED (
  SELECT customer, membership, until, "order" AS sold_by FROM customer_memberships
  WHERE since <= :now
    AND COALESCE(ended_at > :now, 1)
    AND COALESCE(until >= substr(:now, 1, length(until)), 1)
),
-- The customer, and who was one of their own at :now and was merged into them since.
people_then(customer) AS NOT MATERIALIZED (
  VALUES (:customer)
  UNION
  SELECT d.customer
  FROM people_then p
  JOIN customer_details d ON d.merged_into = p.customer
  WHERE d.updated_at > :now
)
