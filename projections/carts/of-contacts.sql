-- Open carts of somebody of whom only the e-mail is known, the one touched last first.
-- Parameters: :contacts, a JSON list of the contacts of such e-mails.
-- as-of: everything
SELECT document FROM documents
WHERE customer IS NULL AND contact IN (SELECT value FROM json_each(:contacts))
ORDER BY updated_at DESC, cart DESC;
