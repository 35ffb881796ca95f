-- Columns that become required, or are so no longer.
CREATE TABLE required (id bigint PRIMARY KEY, a text, b text NOT NULL);
ALTER TABLE required ALTER COLUMN a SET NOT NULL;
ALTER TABLE required ALTER COLUMN b DROP NOT NULL;
