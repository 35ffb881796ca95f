-- The server prints the tables under their later names.
CREATE TABLE earlier (id bigint PRIMARY KEY, CHECK (id > 0));
ALTER TABLE earlier RENAME TO later;
ALTER TABLE later ADD COLUMN added text;
