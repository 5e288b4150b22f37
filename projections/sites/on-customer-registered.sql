-- A site is in use as soon as a customer belongs to it.
INSERT OR IGNORE INTO sites(site) VALUES (:site);
