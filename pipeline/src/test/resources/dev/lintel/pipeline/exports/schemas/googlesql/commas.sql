-- Commas within brackets, strings and parentheses do not end a column.
CREATE TABLE Commas (
  Id INT64 NOT NULL,
  Numbers ARRAY<INT64> NOT NULL DEFAULT ([1, 2]),
  Texts ARRAY<STRING(9)> DEFAULT (["a, ]", 'b)']),
  Text STRING(MAX) DEFAULT ('''a,
b'''),
  CHECK (Id IN UNNEST([1, 2, 3])),
) PRIMARY KEY (Id);
