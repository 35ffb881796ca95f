-- Spanner adds a hidden column rowid; the other table has no key at all.
CREATE TABLE Unkeyed (Number INT64, Text STRING(MAX) NOT NULL);
CREATE INDEX UnkeyedByNumber ON Unkeyed (Number);
CREATE TABLE OfOneRow (Number INT64) PRIMARY KEY ();
