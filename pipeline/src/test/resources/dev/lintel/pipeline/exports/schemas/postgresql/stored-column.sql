-- The server prints an added column in CREATE INDEX.
CREATE TABLE indexed (id bigint PRIMARY KEY, number bigint, text text);
CREATE INDEX by_number ON indexed (number);
ALTER INDEX by_number ADD INCLUDE COLUMN text;
