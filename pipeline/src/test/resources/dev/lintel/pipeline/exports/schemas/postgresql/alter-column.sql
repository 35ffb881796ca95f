-- Columns that change after their table is created.
CREATE TABLE altered (id bigint PRIMARY KEY, longer varchar(9), wider varchar(9), defaulted text, plain bigint DEFAULT 1);
ALTER TABLE altered ALTER COLUMN longer TYPE varchar(20);
ALTER TABLE altered ALTER COLUMN wider SET DATA TYPE text;
ALTER TABLE altered ALTER COLUMN defaulted SET DEFAULT 'x';
ALTER TABLE altered ALTER plain DROP DEFAULT;
