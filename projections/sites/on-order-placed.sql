-- A site is in use as soon as an order belongs to it.
INSERT OR IGNORE INTO sites(site) VALUES (:site);
