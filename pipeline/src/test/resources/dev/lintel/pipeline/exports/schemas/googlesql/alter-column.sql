-- Columns that change after their table is created.
CREATE TABLE Altered (
  Id INT64 NOT NULL, Longer STRING(9), Required STRING(9), Defaulted STRING(9), Plain INT64 DEFAULT (1), Stamped TIMESTAMP,
) PRIMARY KEY (Id);
ALTER TABLE Altered ALTER COLUMN Longer STRING(20);
ALTER TABLE Altered ALTER COLUMN Required STRING(9) NOT NULL;
ALTER TABLE Altered ALTER COLUMN Defaulted SET DEFAULT ('x');
ALTER TABLE Altered ALTER COLUMN Plain DROP DEFAULT;
ALTER TABLE Altered ALTER COLUMN Stamped SET OPTIONS (allow_commit_timestamp = true);
