-- Spanner adds a hidden column rowid.
CREATE TABLE unkeyed (number bigint, text text NOT NULL);
CREATE INDEX unkeyed_by_number ON unkeyed (number);
