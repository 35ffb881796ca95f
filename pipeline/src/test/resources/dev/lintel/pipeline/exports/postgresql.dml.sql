INSERT INTO bools (id, v, a) VALUES (0, NULL, NULL), (1, true, '{}'), (2, false, ARRAY[NULL, true, false]), (3, NULL, ARRAY[NULL]::boolean[]);
INSERT INTO ints (id, v, a) VALUES
  (0, NULL, NULL), (1, 0, '{}'), (2, 9223372036854775807, ARRAY[9223372036854775807, NULL, -9223372036854775808]::bigint[]), (3, -9223372036854775808, ARRAY[NULL]::bigint[]), (4, 9007199254740993, ARRAY[9007199254740993]::bigint[]);
INSERT INTO float4s (id, v, a) VALUES
  (0, NULL, NULL), (1, 0, '{}'), (2, '-0'::real, ARRAY['-0'::real, NULL, '0'::real]), (3, 'NaN', ARRAY['NaN'::real, 'Infinity'::real, NULL]), (4, 'Infinity', ARRAY[NULL]::real[]), (5, '-Infinity', ARRAY['-Infinity'::real]),
  (6, '3.4028234e38', ARRAY['1.4e-45'::real]), (7, 0.1, ARRAY['16777217'::real]);
INSERT INTO float8s (id, v, a) VALUES
  (0, NULL, NULL), (1, 0, '{}'), (2, '-0'::float8, ARRAY['-0'::float8, NULL, '0'::float8]), (3, 'NaN', ARRAY['NaN'::float8, 'Infinity'::float8, NULL]), (4, 'Infinity', ARRAY[NULL]::float8[]), (5, '-Infinity', ARRAY['-Infinity'::float8]),
  (6, '1.7976931348623157e308', ARRAY['4.9e-324'::float8]), (7, 0.1, ARRAY['1e23'::float8]);
INSERT INTO numerics (id, v, a) VALUES
  (0, NULL, NULL), (1, 0, '{}'), (2, 'NaN', ARRAY['NaN'::numeric, NULL, '1.50'::numeric]), (3, '123.4560', ARRAY[NULL]::numeric[]), (4, '1000', ARRAY['1e20'::numeric, '0.00'::numeric]), (5, '-0.0000000000000000000000000000000000000001', ARRAY['-5'::numeric]),
  (6, -123456789012345678901234567890123456789012345678901234567890.00000000000000000000000000001, '{}');
-- 18 and 19 are invisible: a byte order mark, the separators of lines and paragraphs, a no-break space, a Ctrl-Z.
INSERT INTO texts (id, v, a) VALUES
  (0, NULL, NULL), (1, '', '{}'), (2, '\N', ARRAY['\N', NULL, '', 'null']), (3, 'null', '{NULL}'), (4, 'NULL', ARRAY['NULL', '"NULL"']), (5, '"', ARRAY['"', '''', '\"']), (6, '""', ARRAY['{', '}', ',']), (7, '''', ARRAY['{}']),
  (8, E'a\nb', ARRAY[E'a\nb', E'\r\n']), (9, E'\r\n', ARRAY[E'\r']), (10, E'\r', ARRAY[E'\n']), (11, E'\n', ARRAY[E'\n\n']), (12, 'emoji😀 snow☃', ARRAY['😀', '☃']), (13, ' leading', ARRAY[' ', '  ']), (14, 'trailing ', ARRAY[E'\t']),
  (15, E'\t', ARRAY[E' \t ']), (16, ' ', ARRAY['']), (17, ',', ARRAY[',', ';', '|']), (18, '﻿', ARRAY['﻿bom']), (19, '  ', ARRAY[' ', '']), (20, '[]', ARRAY['[]', '[1,null]']), (21, '\', ARRAY['\', '\\']),
  (22, 'NaN', ARRAY['NaN', 'true', '1']), (23, '"\N"', ARRAY['"\N"']);
INSERT INTO blobs (id, v, a) VALUES (0, NULL, NULL), (1, '', '{}'), (2, '\x00', ARRAY['\x00'::bytea, NULL, ''::bytea, '\xfffe'::bytea]), (3, '\xff00fe0a0d22', ARRAY[NULL]::bytea[]), (4, '\x5c4e', ARRAY['\x5c4e'::bytea]);
INSERT INTO dates (id, v, a) VALUES (0, NULL, NULL), (1, '0001-01-01', '{}'), (2, '9999-12-31', ARRAY['0001-01-01'::date, NULL, '9999-12-31'::date]), (3, '1582-10-10', ARRAY[NULL]::date[]), (4, '2024-02-29', ARRAY['1969-12-31'::date]);
INSERT INTO timestamps (id, v, a) VALUES
  (0, NULL, NULL), (1, '0001-01-01T00:00:00Z', '{}'), (2, '9999-12-31T23:59:59.999999Z', ARRAY['0001-01-01T00:00:00Z'::timestamptz, NULL, '9999-12-31T23:59:59.999999Z'::timestamptz]), (3, '1970-01-01T00:00:00Z', ARRAY[NULL]::timestamptz[]),
  (4, '1969-12-31T23:59:59.999999Z', ARRAY['2024-02-29T12:34:56.1Z'::timestamptz]), (5, '2024-02-29T12:34:56.123456Z', '{}');
INSERT INTO jsons (id, v, a) VALUES
  (0, NULL, NULL), (1, 'null', '{}'), (2, '""', ARRAY['null'::jsonb, NULL, '"null"'::jsonb]), (3, '"null"', ARRAY[NULL]::jsonb[]), (4, '{}', ARRAY['{}'::jsonb, '[]'::jsonb]), (5, '[]', ARRAY['[null]'::jsonb]),
  (6, '{"b": [1, 2.50, null, "\n \" \\ 😀"], "a": {"": true}}', ARRAY['1e2'::jsonb, '9007199254740993'::jsonb]), (7, '123456789012345678901234567890.123456789012345678901234567890', ARRAY['1.00'::jsonb]), (8, '"\\N"', ARRAY['"a,b"'::jsonb, 'false'::jsonb]);

INSERT INTO bool_keys (k, v) VALUES (true, 1), (false, 2);
INSERT INTO int_keys (k, v) VALUES (0, 1), (9223372036854775807, 2), (-9223372036854775808, 3), (-1, 4);
INSERT INTO float8_keys (k, v) VALUES ('NaN', 1), ('Infinity', 2), ('-Infinity', 3), (-1.5, 4), ('4.9e-324', 5), ('-0'::float8, 6);
INSERT INTO text_keys (k, v) VALUES ('', 1), ('\N', 2), ('null', 3), ('a', 6), ('A', 7), ('a ', 8), (' a', 9), ('😀', 10), ('�', 11), (E'"\n,', 12);
INSERT INTO varchar_keys (k, v) VALUES ('', 1), ('ä', 2), ('z', 3), ('Z', 4);
INSERT INTO bytea_keys (k, v) VALUES ('', 1), ('\x00', 2), ('\xff', 3), ('\xff00', 4);
INSERT INTO date_keys (k, v) VALUES ('0001-01-01', 1), ('9999-12-31', 2), ('1969-12-31', 3);
INSERT INTO timestamp_keys (k, v) VALUES ('0001-01-01T00:00:00Z', 1), ('9999-12-31T23:59:59.999999Z', 2), ('1969-12-31T23:59:59.999999Z', 3), ('1970-01-01T00:00:00.000001Z', 4);
INSERT INTO many_keys (a, b, c, d, v) VALUES (1, '', '2024-02-29T12:34:56.123456Z', '', 'a'), (1, '', '2024-02-29T12:34:56.123457Z', '\xff', NULL), (-1, ' ', '2024-02-29T12:34:56.123456Z', '\x00', '');
INSERT INTO shard_keys (id, v) VALUES (0, NULL), (1, 1), (8, 2), (-1, 3);
INSERT INTO stamp_keys (at, id) VALUES (SPANNER.PENDING_COMMIT_TIMESTAMP(), 1), (SPANNER.PENDING_COMMIT_TIMESTAMP(), 2);
INSERT INTO stamp_keys (at, id) VALUES ('2020-01-01T00:00:00.000001Z', 3);
INSERT INTO only_text (k) VALUES (''), ('\N'), (E'\n'), (' ');

INSERT INTO root (r, name) VALUES (1, 'one'), (2, NULL), (-3, 'no branch');
INSERT INTO branch (r, b, note) VALUES (1, '', 'n'), (1, 'a', NULL), (1, 'b', ''), (2, 'a', 'no leaf');
INSERT INTO leaf (r, b, l, v) VALUES (1, '', '2024-02-29', 1.5), (1, 'a', '0001-01-01', 'NaN'), (1, 'b', '9999-12-31', NULL);

INSERT INTO people (id, boss) VALUES (1, 1), (2, 1), (3, NULL);
INSERT INTO people (id, boss) VALUES (0, 3);
INSERT INTO hens (id) VALUES (1), (2), (3);
INSERT INTO eggs (id, laid_by) VALUES (1, 2), (2, 1), (3, NULL);
UPDATE hens SET hatched_of = id WHERE id < 3;
INSERT INTO features (id, first, last, quantity, made, changed, vector) VALUES
  (1, 'Ann', 'Lee', 3, '2020-01-01T00:00:00Z', SPANNER.PENDING_COMMIT_TIMESTAMP(), ARRAY[1.5, -2]::real[]);
INSERT INTO features (id, first, last, quantity, made, changed, vector) VALUES
  (2, NULL, 'null stays null in spite of a default', NULL, NULL, NULL, NULL),
  (3, '', '', 1, '2020-01-01T00:00:00.000001Z', '2020-01-02T00:00:00.123456Z', NULL);
INSERT INTO features (id, first, last) VALUES (4, 'De', 'Fault');
INSERT INTO "Mixed Case" ("Col One", "a/b", "ünï", "q""q", "a.b", "a_b") VALUES (1, 'slash', '{"ü": 1}', '\x01', 1.50, ARRAY[2.50, NULL]::numeric[]), (2, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "sl/äsh" (id, "ref", "select", "null") VALUES (1, 2, 'lower', true), (2, NULL, NULL, NULL);
INSERT INTO "order" ("from", "group") VALUES (1, 'kw');
INSERT INTO sales.item (id, label) VALUES (1, 'widget'), (2, NULL);
INSERT INTO sales_item (id, other) VALUES (1, 2), (7, NULL);
