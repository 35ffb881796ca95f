-- A function that runs outside of Spanner.
CREATE TABLE Called (Id INT64) PRIMARY KEY (Id);
CREATE FUNCTION Remote (x INT64, y STRUCT<a INT64, b BOOL>) RETURNS INT64
  NOT DETERMINISTIC LANGUAGE REMOTE OPTIONS (endpoint = 'https://example.com/f', max_batching_rows = 10);
