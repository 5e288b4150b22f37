-- All tags. Run by Verification.
SELECT tag, type, position FROM tags
