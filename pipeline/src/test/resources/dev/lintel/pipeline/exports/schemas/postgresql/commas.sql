-- Commas within brackets, strings and parentheses do not end a column.
CREATE TABLE commas (
  id bigint PRIMARY KEY,
  numbers bigint[] DEFAULT ARRAY[1, 2] NOT NULL,
  texts text[] DEFAULT ARRAY['a, ]', 'b)'],
  escaped text DEFAULT E'a\', b',
  dollars text DEFAULT $$a, 'b$$,
  sum bigint DEFAULT (1 + 2),
  CHECK (id IN (1, 2, 3))
);
