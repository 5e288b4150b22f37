-- One entry of an address book.
-- Parameters: :profile.
-- as-of: profile:{profile} customer:{customer}
SELECT document FROM documents WHERE profile = :profile AND is_visible;
