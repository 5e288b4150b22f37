-- A site is in use as soon as a guest belongs to it.
INSERT OR IGNORE INTO sites(site) VALUES (:site);
