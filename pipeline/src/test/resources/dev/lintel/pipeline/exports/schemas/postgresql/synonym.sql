-- The server prints an added synonym in CREATE TABLE.
CREATE TABLE named (id bigint PRIMARY KEY);
ALTER TABLE named ADD SYNONYM also_named;
