package dev.lintel.schema;

import com.google.cloud.spanner.Dialect;

/** Tables for tests, from DDL. */
final class Tables {

  private Tables() {}

  static DatabaseSchema googleSql(String ddl) {
    return DdlScript.parse(ddl, Dialect.GOOGLE_STANDARD_SQL).planned();
  }

  static DatabaseSchema postgres(String ddl) {
    return DdlScript.parse(ddl, Dialect.POSTGRESQL).planned();
  }

  /** The only table that the DDL makes. */
  static Table only(DatabaseSchema schema) {
    if (schema.getTables().size() != 1) {
      throw new IllegalArgumentException("Not one table: " + schema);
    }
    return schema.getTables().get(0);
  }
}
