-- The server prints an added policy in CREATE TABLE.
CREATE TABLE expiring (id bigint PRIMARY KEY, made timestamptz);
ALTER TABLE expiring ADD TTL INTERVAL '3 days' ON made;
