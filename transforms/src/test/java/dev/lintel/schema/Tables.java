package dev.lintel.schema;

import com.google.cloud.spanner.Dialect;
import dev.lintel.ddl.DdlScript;

/** Creates schemas for tests from DDL. */
public final class Tables {

  private Tables() {}

  public static DatabaseSchema googleSql(String ddl) {
    return DdlScript.parse(ddl, Dialect.GOOGLE_STANDARD_SQL).planned();
  }

  static DatabaseSchema postgres(String ddl) {
    return DdlScript.parse(ddl, Dialect.POSTGRESQL).planned();
  }

  /** Returns the only table of a schema. */
  public static Table only(DatabaseSchema schema) {
    if (schema.getTables().size() != 1) {
      throw new IllegalArgumentException("Not one table: " + schema);
    }
    return schema.getTables().get(0);
  }
}
