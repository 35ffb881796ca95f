-- Words that are keywords of DDL and not reserved are names of columns, tables and indexes.
CREATE TABLE Words (
  Constraint STRING(MAX),
  Primary INT64,
  Foreign BOOL,
  Key INT64 NOT NULL,
  Check INT64,
  Synonym STRING(20),
  Unique BOOL,
  Column INT64,
  Options INT64,
  Hidden INT64 DEFAULT (1),
  Generated INT64,
  References INT64,
  Row INT64,
  Interleave STRING(MAX),
  Storing INT64,
  CONSTRAINT Constraint_1 CHECK (Check > 0),
) PRIMARY KEY (Key);
CREATE TABLE Only (Index INT64, Table INT64) PRIMARY KEY (Index);
CREATE TABLE Parent (Index INT64, Add INT64) PRIMARY KEY (Index, Add),
  INTERLEAVE IN PARENT Only ON DELETE CASCADE;
CREATE INDEX Vector ON Only (Table);
ALTER TABLE Only ADD COLUMN Locality STRING(MAX);
ALTER TABLE Only ADD Placement STRING(MAX);
