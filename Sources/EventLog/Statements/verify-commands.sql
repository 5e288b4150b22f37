-- All remembered commands. Run by Verification.
SELECT command_id, first, last FROM commands
