INSERT INTO Bools (Id, V, A) VALUES (0, NULL, NULL), (1, TRUE, []), (2, FALSE, [NULL, TRUE, NULL, FALSE]), (3, NULL, [CAST(NULL AS BOOL)]);
INSERT INTO Ints (Id, V, A) VALUES
  (0, NULL, NULL), (1, 0, []), (2, 9223372036854775807, [9223372036854775807, NULL, -9223372036854775808]),
  (3, -9223372036854775808, [CAST(NULL AS INT64)]), (4, 9007199254740993, [9007199254740993, 0]);
INSERT INTO Float32s (Id, V, A) VALUES
  (0, NULL, NULL), (1, CAST(0 AS FLOAT32), []), (2, CAST(-0.0 AS FLOAT32), [CAST(-0.0 AS FLOAT32), NULL, CAST(0 AS FLOAT32)]),
  (3, CAST('nan' AS FLOAT32), [CAST('nan' AS FLOAT32), CAST('inf' AS FLOAT32), NULL]),
  (4, CAST('inf' AS FLOAT32), [CAST(NULL AS FLOAT32)]), (5, CAST('-inf' AS FLOAT32), [CAST('-inf' AS FLOAT32)]),
  (6, CAST(3.4028234e38 AS FLOAT32), [CAST(1.4e-45 AS FLOAT32)]), (7, CAST(0.1 AS FLOAT32), [CAST(16777217 AS FLOAT32)]);
INSERT INTO Float64s (Id, V, A) VALUES
  (0, NULL, NULL), (1, 0, []), (2, -0.0, [-0.0, NULL, 0]), (3, CAST('nan' AS FLOAT64), [CAST('nan' AS FLOAT64), CAST('inf' AS FLOAT64), NULL]),
  (4, CAST('inf' AS FLOAT64), [CAST(NULL AS FLOAT64)]), (5, CAST('-inf' AS FLOAT64), [CAST('-inf' AS FLOAT64)]),
  (6, 1.7976931348623157e308, [4.9e-324]), (7, 0.1, [9007199254740993.0, 1e23]);
INSERT INTO Numerics (Id, V, A) VALUES
  (0, NULL, NULL), (1, 0, []), (2, NUMERIC '99999999999999999999999999999.999999999', [NUMERIC '-99999999999999999999999999999.999999999', NULL, NUMERIC '1.5']),
  (3, NUMERIC '-99999999999999999999999999999.999999999', [CAST(NULL AS NUMERIC)]), (4, NUMERIC '0.000000001', [NUMERIC '-0.000000001', NUMERIC '1000', NUMERIC '2.50']);
INSERT INTO Strings (Id, V, A) VALUES
  (0, NULL, NULL), (1, '', []), (2, '\\N', ['\\N', NULL, '', 'null']), (3, 'null', [CAST(NULL AS STRING)]), (4, 'NULL', ['NULL', '"NULL"']),
  (5, '"', ['"', '\'', '\\"']), (6, '""', ['[', ']', ',']), (7, '\'', ['{}']), (8, 'a\nb', ['a\nb', '\r\n']), (9, '\r\n', ['\r']), (10, '\r', ['\n']), (11, '\n', ['\n\n']),
  (12, '\x00', ['\x00', 'a\x00b']), (13, 'emoji😀 snow☃', ['😀', '☃']), (14, ' leading', [' ', '  ']), (15, 'trailing ', ['\t']), (16, '\t', [' \t ']), (17, ' ', ['']),
  (18, ',', [',', ';', '|']), (19, '\uFEFF', ['\uFEFFbom']), (20, '\u2028\u2029\u0085', ['\u00A0', '\u001A']), (21, '[]', ['[]', '[1,null]']), (22, '\\', ['\\', '\\\\']),
  (23, 'NaN', ['NaN', 'true', '1']), (24, '"\\N"', ['"\\N"']), (25, 'e\u0301 \u00e9', ['e\u0301', '\u00e9']), (26, REPEAT('long "text", ', 5000), ['x']), (27, '\uFFFE\uFFFF\U0010FFFF', ['\U0010FFFF']);
INSERT INTO Blobs (Id, V, A) VALUES
  (0, NULL, NULL), (1, b'', []), (2, b'\x00', [b'\x00', NULL, b'', b'\xff\xfe']), (3, b'\xff\x00\xfe\n\r"', [CAST(NULL AS BYTES)]), (4, b'\\N', [b'\\N', b'null']), (5, b'a', [b'ab', b'abc']);
INSERT INTO Dates (Id, V, A) VALUES
  (0, NULL, NULL), (1, '0001-01-01', []), (2, '9999-12-31', [DATE '0001-01-01', NULL, DATE '9999-12-31']), (3, '1582-10-10', [CAST(NULL AS DATE)]), (4, '2024-02-29', [DATE '1900-02-28', DATE '1969-12-31']);
INSERT INTO Timestamps (Id, V, A) VALUES
  (0, NULL, NULL), (1, '0001-01-01T00:00:00Z', []), (2, '9999-12-31T23:59:59.999999999Z', [TIMESTAMP '0001-01-01T00:00:00Z', NULL, TIMESTAMP '9999-12-31T23:59:59.999999999Z']),
  (3, '1970-01-01T00:00:00Z', [CAST(NULL AS TIMESTAMP)]), (4, '1969-12-31T23:59:59.999999999Z', [TIMESTAMP '1969-12-31T23:59:59.999999999Z', TIMESTAMP '1970-01-01T00:00:00.000000001Z']),
  (5, '2024-02-29T12:34:56.1Z', [TIMESTAMP '2024-02-29T12:34:56.123Z', TIMESTAMP '2024-02-29T12:34:56.123456Z']), (6, '2024-02-29T12:34:56.123456789Z', [TIMESTAMP '1582-10-10T00:00:00.000000010Z']);
INSERT INTO Jsons (Id, V, A) VALUES
  (0, NULL, NULL), (1, JSON 'null', []), (2, JSON '""', [JSON 'null', NULL, JSON '"null"']), (3, JSON '"null"', [CAST(NULL AS JSON)]), (4, JSON '{}', [JSON '{}', JSON '[]']), (5, JSON '[]', [JSON '[null]']),
  (6, JSON '{"b": [1, 2.50, null, "\\u0000 \\n \\" \\\\ 😀"], "a": {"": true}}', [JSON '1e2', JSON '-0.0', JSON '9007199254740993']), (7, JSON '9223372036854775807', [JSON '18446744073709551615']), (8, JSON '"\\\\N"', [JSON '"a,b"', JSON 'false']);

INSERT INTO BoolKeys (K, V) VALUES (NULL, 0), (TRUE, 1), (FALSE, 2);
INSERT INTO IntKeys (K, V) VALUES (NULL, 0), (0, 1), (9223372036854775807, 2), (-9223372036854775808, 3), (-1, 4);
INSERT INTO Float32Keys (K, V) VALUES (NULL, 0), (CAST('nan' AS FLOAT32), 1), (CAST('inf' AS FLOAT32), 2), (CAST('-inf' AS FLOAT32), 3), (CAST(-1.5 AS FLOAT32), 4), (CAST(1.4e-45 AS FLOAT32), 5);
INSERT INTO Float64Keys (K, V) VALUES (NULL, 0), (CAST('nan' AS FLOAT64), 1), (CAST('inf' AS FLOAT64), 2), (CAST('-inf' AS FLOAT64), 3), (-1.5, 4), (4.9e-324, 5), (-0.0, 6);
INSERT INTO NumericKeys (K, V) VALUES (NULL, 0), (NUMERIC '99999999999999999999999999999.999999999', 1), (NUMERIC '-99999999999999999999999999999.999999999', 2), (NUMERIC '0', 3), (NUMERIC '-0.000000001', 4), (NUMERIC '10', 5);
INSERT INTO StringKeys (K, V) VALUES (NULL, 0), ('', 1), ('\\N', 2), ('null', 3), ('\x00', 4), ('\x00\x00', 5), ('a', 6), ('A', 7), ('a ', 8), (' a', 9), ('😀', 10), ('\uFFFD', 11), ('"\n,', 12);
INSERT INTO BytesKeys (K, V) VALUES (NULL, 0), (b'', 1), (b'\x00', 2), (b'\xff', 3), (b'\xff\x00', 4), (b'a', 5);
INSERT INTO DateKeys (K, V) VALUES (NULL, 0), ('0001-01-01', 1), ('9999-12-31', 2), ('1969-12-31', 3);
INSERT INTO TimestampKeys (K, V) VALUES (NULL, 0), ('0001-01-01T00:00:00Z', 1), ('9999-12-31T23:59:59.999999999Z', 2), ('1969-12-31T23:59:59.999999999Z', 3), ('1970-01-01T00:00:00.000000001Z', 4), ('1970-01-01T00:00:00.000000002Z', 5);
INSERT INTO ManyKeys (A, B, C, D, V) VALUES
  (1, '', NULL, NULL, 'a'), (1, '', NULL, b'', 'b'), (NULL, '', NULL, NULL, NULL), (NULL, ' ', '2024-02-29T12:34:56.123456789Z', b'\xff', ''), (2, 'x', '2024-02-29T12:34:56.123456788Z', b'\x00', 'e'), (2, 'x', '2024-02-29T12:34:56.123456789Z', b'\x00', 'f');
INSERT INTO ShardKeys (Id, V) VALUES (0, NULL), (1, 1), (8, 2), (-1, 3), (6, 4);
INSERT INTO StampKeys (Stamp, Id) VALUES (PENDING_COMMIT_TIMESTAMP(), 1), (PENDING_COMMIT_TIMESTAMP(), 2);
INSERT INTO StampKeys (Stamp, Id) VALUES ('2020-01-01T00:00:00.000000001Z', 3);
INSERT INTO OnlyKey (K) VALUES (NULL);
INSERT INTO OnlyText (K) VALUES (NULL), (''), ('\\N'), ('\n'), (' ');
INSERT INTO Keyless (V) VALUES (NULL);

INSERT INTO Root (R, Name) VALUES (1, 'one'), (2, NULL), (-3, 'no branch');
INSERT INTO Branch (R, B, Note) VALUES (1, NULL, 'n'), (1, 'a', NULL), (1, 'b', ''), (2, 'a', 'no leaf');
INSERT INTO Leaf (R, B, L, V) VALUES (1, NULL, NULL, NULL), (1, NULL, '2024-02-29', 1.5), (1, 'a', NULL, -0.0), (1, 'a', '0001-01-01', CAST('nan' AS FLOAT64)), (1, 'b', '9999-12-31', 2);

INSERT INTO People (Id, Boss) VALUES (1, 1), (2, 1), (3, NULL);
INSERT INTO People (Id, Boss) VALUES (0, 3);
INSERT INTO Hens (Id) VALUES (1), (2), (3);
INSERT INTO Eggs (Id, LaidBy) VALUES (1, 2), (2, 1), (3, NULL);
UPDATE Hens SET HatchedOf = Id WHERE Id < 3;
INSERT INTO Features (Id, First, Last, Quantity, Made, Changed, Vector) VALUES
  (1, 'Ann', 'Lee', 3, '2020-01-01T00:00:00Z', PENDING_COMMIT_TIMESTAMP(), [CAST(1.5 AS FLOAT32), CAST(-2 AS FLOAT32)]);
INSERT INTO Features (Id, First, Last, Quantity, Made, Changed, Vector) VALUES
  (2, NULL, 'null stays null in spite of a default', NULL, NULL, NULL, NULL),
  (3, '', '', 1, '2020-01-01T00:00:00.000000001Z', '2020-01-02T00:00:00.123456Z', NULL);
INSERT INTO Features (Id, First, Last) VALUES (4, 'De', 'Fault');
INSERT INTO `Order` (`Select`, `From`, `Group`, `null`) VALUES (1, 'kw', JSON '{"select": 1}', TRUE), (2, NULL, NULL, NULL);
INSERT INTO sales.Item (Id, Label) VALUES (1, 'widget'), (2, NULL);
INSERT INTO sales_Item (Id, Other) VALUES (1, 2), (7, NULL);
