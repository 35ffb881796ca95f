-- PostgreSQL cuts names to 63 bytes; those that the server makes are longer, and no statement can give them.
CREATE TABLE a_referenced_table_with_a_name_of_almost_sixty_characters (a bigint PRIMARY KEY);
CREATE TABLE a_referencing_table_with_a_name_of_almost_sixty_characters (
  a bigint PRIMARY KEY,
  b bigint,
  c bigint,
  FOREIGN KEY (b) REFERENCES a_referenced_table_with_a_name_of_almost_sixty_characters (a),
  FOREIGN KEY (c) REFERENCES a_referenced_table_with_a_name_of_almost_sixty_characters (a),
  CHECK (b > 0),
  CHECK (c > 0),
  CONSTRAINT a_constraint_with_a_name_of_clearly_more_than_sixty_three_characters CHECK (b < 9)
);
CREATE TABLE a_table_with_a_name_of_clearly_more_than_sixty_three_characters_indeed (
  a_column_with_a_name_of_clearly_more_than_sixty_three_characters_indeed bigint PRIMARY KEY
);
CREATE INDEX an_index_with_a_name_of_clearly_more_than_sixty_three_characters_indeed
  ON a_referencing_table_with_a_name_of_almost_sixty_characters (b);
ALTER TABLE a_referencing_table_with_a_name_of_almost_sixty_characters
  ADD CONSTRAINT another_constraint_of_clearly_more_than_sixty_three_characters_indeed CHECK (c < 9);
