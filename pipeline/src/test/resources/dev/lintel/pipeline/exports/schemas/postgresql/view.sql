-- A view of arrays, which comes after its table.
CREATE TABLE viewed (id bigint PRIMARY KEY);
CREATE VIEW arrays SQL SECURITY INVOKER AS SELECT v.id, ARRAY[v.id, 2] AS many FROM viewed AS v;
