-- Names of types that PostgreSQL knows and Spanner prints in another way.
CREATE TABLE aliases (
  a int PRIMARY KEY, b integer, c float, d float(30), e pg_catalog.int8, f pg_catalog.varchar(3), g float8[], h bool[],
  i decimal, j timestamptz, k float4, l int8[3], m int ARRAY[4]
);
