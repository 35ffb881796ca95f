-- Several tables get other names in one statement.
CREATE TABLE First (Id INT64) PRIMARY KEY (Id);
CREATE TABLE Second (Id INT64, FirstId INT64, FOREIGN KEY (FirstId) REFERENCES First (Id)) PRIMARY KEY (Id);
RENAME TABLE First TO Primero, Second TO Segundo;
ALTER TABLE Segundo ADD COLUMN Added STRING(MAX);
