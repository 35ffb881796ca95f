package dev.lintel.pipeline.imports;

import com.google.cloud.spanner.Dialect;
import dev.lintel.schema.Column;
import dev.lintel.schema.ColumnType;
import java.util.regex.Pattern;

/** The names of types in a manifest: those of the database, with or without a length. */
final class ManifestTypes {
  private static final Pattern WITHOUT_LENGTH =
      Pattern.compile("\\b(STRING|BYTES)\\b(?!\\s*\\()", Pattern.CASE_INSENSITIVE);

  private ManifestTypes() {}

  /** Whether the name stands for the column's type; lengths are ignored. */
  static boolean isTypeOf(Column column, String typeName, Dialect dialect) {
    String whole =
        dialect == Dialect.GOOGLE_STANDARD_SQL
            ? WITHOUT_LENGTH.matcher(typeName).replaceAll("$1(MAX)")
            : typeName;
    try {
      return ColumnType.parse(whole, dialect).type().equals(column.getType());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
