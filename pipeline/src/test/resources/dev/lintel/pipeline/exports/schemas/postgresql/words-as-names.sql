-- Words that are keywords of DDL and not reserved are names; reserved ones are quoted.
CREATE TABLE words (
  key bigint NOT NULL, "constraint" text, "primary" text, "check" bigint, name text, value text, type text, row text,
  interleave text, hidden bigint DEFAULT 1, generated text, options text, placement text, locality text, index text,
  CONSTRAINT constraint_1 CHECK ("check" > 0),
  PRIMARY KEY (key)
);
CREATE TABLE parent (key bigint, add bigint, PRIMARY KEY (key, add)) INTERLEAVE IN PARENT words ON DELETE CASCADE;
CREATE INDEX include ON words (value) INCLUDE (type);
