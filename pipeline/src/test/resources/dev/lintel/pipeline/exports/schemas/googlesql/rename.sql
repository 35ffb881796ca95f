-- The server prints the tables under their later names.
CREATE TABLE Earlier (Id INT64, CHECK (Id > 0)) PRIMARY KEY (Id);
ALTER TABLE Earlier RENAME TO Later;
ALTER TABLE Later ADD COLUMN Added STRING(MAX);
CREATE TABLE Early (Id INT64) PRIMARY KEY (Id);
ALTER TABLE Early RENAME TO Late, ADD SYNONYM Early;
