-- One site.
-- Parameters: :site.
-- as-of: everything
SELECT document FROM documents WHERE site = :site;
