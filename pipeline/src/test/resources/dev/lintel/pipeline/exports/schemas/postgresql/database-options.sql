-- The statement names another database, and the server quotes the option.
ALTER DATABASE "another-database" SET spanner.default_sequence_kind = 'bit_reversed_positive';
CREATE TABLE of_options (id bigint PRIMARY KEY);
