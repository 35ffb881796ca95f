-- The server prints an added stored column in CREATE INDEX.
CREATE SCHEMA stored;
CREATE TABLE stored.Indexed (Id INT64, Number INT64, Text STRING(MAX)) PRIMARY KEY (Id);
CREATE INDEX stored.ByNumber ON stored.Indexed (Number);
ALTER INDEX stored.ByNumber ADD STORED COLUMN Text;
