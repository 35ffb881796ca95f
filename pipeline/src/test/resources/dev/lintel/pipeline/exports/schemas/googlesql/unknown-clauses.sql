-- Clauses that servers have and this release does not know, and some that no server has yet.
CREATE LOCALITY GROUP Separate OPTIONS (storage = 'ssd');
CREATE TABLE Unknown (
  Id INT64 NOT NULL,
  Text STRING(MAX) OPTIONS (locality_group = "Separate", future_option = TRUE),
  Number INT64 NOT NULL FUTURE CLAUSE (a, b),
  CONSTRAINT Future FUTURE (Id),
) PRIMARY KEY (Id), FUTURE POLICY (x), OPTIONS (locality_group = 'Separate', columnar_policy = 'enabled');
CREATE INDEX UnknownByNumber ON Unknown (Number) FUTURE INDEX CLAUSE;
CREATE FUTURE OBJECT Something;
