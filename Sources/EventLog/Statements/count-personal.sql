-- How many personal rows there are. Run by Verification.
SELECT count(*) FROM personal
