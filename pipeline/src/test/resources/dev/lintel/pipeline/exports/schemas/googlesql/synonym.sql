-- The server prints an added synonym in CREATE TABLE.
CREATE TABLE Named (Id INT64) PRIMARY KEY (Id);
ALTER TABLE Named ADD SYNONYM AlsoNamed;
