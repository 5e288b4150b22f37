-- Nobody is left to fill the carts.
DELETE FROM carts WHERE cart IN (SELECT value FROM json_each(:carts));
