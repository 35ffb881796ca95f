-- Spanner prints tables by name, so a key may reference a later table.
CREATE TABLE apple (id bigint PRIMARY KEY, tree_id bigint REFERENCES tree (id));
CREATE TABLE leaf (id bigint, n bigint, tree_id bigint, PRIMARY KEY (id, n),
  CONSTRAINT fk_tree FOREIGN KEY (tree_id) REFERENCES tree (id)) INTERLEAVE IN PARENT tree ON DELETE CASCADE;
CREATE TABLE tree (id bigint PRIMARY KEY);
