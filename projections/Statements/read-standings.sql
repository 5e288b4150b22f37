-- How far every read model is.
SELECT name, version, position, leaf, objects, problem, rate FROM projections;
