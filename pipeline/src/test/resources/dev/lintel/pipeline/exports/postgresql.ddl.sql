-- Without names that differ in case only: the emulator takes them for one, in tables and in columns.
CREATE SCHEMA sales;
CREATE SEQUENCE ids BIT_REVERSED_POSITIVE SKIP RANGE 1 1000 START COUNTER WITH 50;

-- A table per type.
CREATE TABLE bools (id bigint PRIMARY KEY, v boolean, a boolean[]);
CREATE TABLE ints (id bigint PRIMARY KEY, v bigint, a bigint[]);
CREATE TABLE float4s (id bigint PRIMARY KEY, v real, a real[]);
CREATE TABLE float8s (id bigint PRIMARY KEY, v double precision, a double precision[]);
CREATE TABLE numerics (id bigint PRIMARY KEY, v numeric, a numeric[]);
CREATE TABLE texts (id bigint PRIMARY KEY, v text, a varchar(30)[]);
CREATE TABLE blobs (id bigint PRIMARY KEY, v bytea, a bytea[]);
CREATE TABLE dates (id bigint PRIMARY KEY, v date, a date[]);
CREATE TABLE timestamps (id bigint PRIMARY KEY, v timestamptz, a timestamptz[]);
CREATE TABLE jsons (id bigint PRIMARY KEY, v jsonb, a jsonb[]);

-- A table per type of key.
CREATE TABLE bool_keys (k boolean PRIMARY KEY, v bigint);
CREATE TABLE int_keys (k bigint PRIMARY KEY, v bigint);
CREATE TABLE float8_keys (k double precision PRIMARY KEY, v bigint);
CREATE TABLE text_keys (k text PRIMARY KEY, v bigint);
CREATE TABLE varchar_keys (k varchar(20) PRIMARY KEY, v bigint);
CREATE TABLE bytea_keys (k bytea PRIMARY KEY, v bigint);
CREATE TABLE date_keys (k date PRIMARY KEY, v bigint);
CREATE TABLE timestamp_keys (k timestamptz PRIMARY KEY, v bigint);
CREATE TABLE many_keys (v text, c timestamptz, b varchar(10), a bigint, d bytea, PRIMARY KEY (a, b, c, d));
CREATE TABLE shard_keys (id bigint, shard text GENERATED ALWAYS AS (id::text || 's') STORED, v bigint, PRIMARY KEY (shard, id));
CREATE TABLE stamp_keys (at spanner.commit_timestamp, id bigint, PRIMARY KEY (at, id));
CREATE TABLE only_text (k text PRIMARY KEY);

CREATE TABLE root (r bigint PRIMARY KEY, name varchar(20));
CREATE TABLE branch (r bigint, b varchar(20), note text, PRIMARY KEY (r, b)) INTERLEAVE IN PARENT root ON DELETE CASCADE;
CREATE TABLE leaf (r bigint, b varchar(20), l date, v double precision, PRIMARY KEY (r, b, l)) INTERLEAVE IN PARENT branch;

CREATE TABLE people (id bigint PRIMARY KEY, boss bigint, CONSTRAINT fk_boss FOREIGN KEY (boss) REFERENCES people (id));
CREATE TABLE hens (id bigint PRIMARY KEY, hatched_of bigint);
CREATE TABLE eggs (id bigint PRIMARY KEY, laid_by bigint, FOREIGN KEY (laid_by) REFERENCES hens (id));
ALTER TABLE hens ADD CONSTRAINT fk_egg FOREIGN KEY (hatched_of) REFERENCES eggs (id) ON DELETE CASCADE;

CREATE TABLE features (
  id bigint NOT NULL DEFAULT nextval('ids'),
  first varchar(50),
  last text,
  "Full" text GENERATED ALWAYS AS (first || ' ' || last) STORED,
  quantity bigint DEFAULT 7,
  made timestamptz DEFAULT CURRENT_TIMESTAMP,
  changed spanner.commit_timestamp,
  vector real[] VECTOR LENGTH 2,
  CONSTRAINT positive CHECK (quantity > 0),
  CHECK (first <> 'bad'),
  PRIMARY KEY (id)
);
CREATE TABLE "Mixed Case" ("Col One" bigint PRIMARY KEY, "a/b" text, "ünï" jsonb, "q""q" bytea, "a.b" numeric, "a_b" numeric[]);
CREATE TABLE "sl/äsh" (id bigint PRIMARY KEY, "ref" bigint, "select" text, "null" boolean,
  FOREIGN KEY ("ref") REFERENCES "Mixed Case" ("Col One"));
CREATE TABLE "order" ("from" bigint PRIMARY KEY, "group" text);
CREATE TABLE sales.item (id bigint PRIMARY KEY, label text);
CREATE TABLE sales_item (id bigint PRIMARY KEY, other bigint, FOREIGN KEY (other) REFERENCES sales.item (id));
CREATE TABLE nothing (k text PRIMARY KEY, v numeric[]);

CREATE INDEX features_by_last ON features (last DESC, first NULLS FIRST) INCLUDE (quantity);
CREATE UNIQUE INDEX features_by_full ON features ("Full");
CREATE INDEX features_by_quantity ON features (quantity) WHERE quantity IS NOT NULL;
CREATE INDEX "i/x" ON "sl/äsh" ("select", "null" DESC);
CREATE INDEX item_by_label ON sales.item (label);
CREATE VIEW names SQL SECURITY INVOKER AS SELECT f.id, f."Full" FROM features AS f;
