-- A generated column is stored or virtual, and says so.
CREATE TABLE generated_columns (
  id bigint PRIMARY KEY,
  computed bigint GENERATED ALWAYS AS (id + 1) VIRTUAL,
  kept bigint GENERATED ALWAYS AS (id + 2) STORED
);
