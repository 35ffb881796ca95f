-- Several options in one statement, which names another database; the server prints one statement for each.
ALTER DATABASE `another-database` SET OPTIONS (
  version_retention_period = '2d', default_sequence_kind = 'bit_reversed_positive');
CREATE TABLE OfOptions (Id INT64) PRIMARY KEY (Id);
