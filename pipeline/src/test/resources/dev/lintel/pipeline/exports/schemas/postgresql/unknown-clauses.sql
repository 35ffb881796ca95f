-- Clauses that servers have and this release does not know, and some that no server has yet.
CREATE LOCALITY GROUP separate STORAGE 'ssd';
CREATE TABLE unknown_clauses (
  id bigint NOT NULL,
  text character varying DEFAULT 'x, y' LOCALITY GROUP separate,
  number bigint LOCALITY GROUP separate NOT NULL FUTURE CLAUSE (a, b),
  CONSTRAINT future FUTURE (id),
  PRIMARY KEY (id)
) WITH (type = 'x', option = 1) COLUMNAR POLICY enabled LOCALITY GROUP separate;
CREATE TABLE unknown_child (id bigint, n bigint, PRIMARY KEY (id, n)) INTERLEAVE IN PARENT unknown_clauses
  COLUMNAR POLICY enabled;
CREATE FUTURE OBJECT something;
