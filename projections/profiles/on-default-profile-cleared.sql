-- A usage has no default any more.
DELETE FROM default_profiles WHERE customer = :customer AND usage = :usage;
