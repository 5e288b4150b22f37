-- The profiles that an order's copies were made from: what `show` compares them with.
-- Parameters: :order.
-- as-of: order:{order}
SELECT DISTINCT profile FROM order_profiles
WHERE "order" = :order AND profile IS NOT NULL
ORDER BY profile;
