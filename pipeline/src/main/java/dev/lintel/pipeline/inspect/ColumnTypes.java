package dev.lintel.pipeline.inspect;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import dev.lintel.pipeline.formats.FieldDescription;
import java.util.List;
import java.util.Optional;

/** The types of columns for the fields of a file, in one dialect. */
final class ColumnTypes {
  private final Dialect dialect;

  ColumnTypes(Dialect dialect) {
    this.dialect = dialect;
  }

  /** The type of the column that suits a field best; empty if no column can have its values. */
  Optional<Type> proposed(FieldDescription field) {
    Optional<Type> first = field.fits().stream().findFirst();
    if (first.filter(type -> type.equals(Type.pgNumeric())).isPresent()
        && dialect == Dialect.GOOGLE_STANDARD_SQL) {
      // A decimal with more digits than NUMERIC has; text keeps them all.
      return Optional.of(field.fits().contains(Type.string()) ? Type.string() : Type.numeric());
    }
    return first.map(this::inDialect);
  }

  /** The other types of columns that take the field, in the words of DDL. */
  List<String> others(FieldDescription field) {
    Optional<Type> proposed = proposed(field);
    return field.fits().stream()
        .filter(type -> !type.equals(Type.pgNumeric()))
        .map(this::inDialect)
        .filter(type -> !proposed.equals(Optional.of(type)))
        .map(this::name)
        .distinct()
        .toList();
  }

  /** Whether a column of that type takes the field, as far as its type shows. */
  static boolean takes(Type column, FieldDescription field) {
    return field.fits().contains(column) || field.fits().contains(inGoogleSql(column));
  }

  /** The type in DDL, without a limit of its length. */
  String name(Type type) {
    boolean postgres = dialect == Dialect.POSTGRESQL;
    return switch (type.getCode()) {
      case BOOL -> postgres ? "boolean" : "BOOL";
      case INT64 -> postgres ? "bigint" : "INT64";
      case FLOAT32 -> postgres ? "real" : "FLOAT32";
      case FLOAT64 -> postgres ? "double precision" : "FLOAT64";
      case NUMERIC, PG_NUMERIC -> postgres ? "numeric" : "NUMERIC";
      case STRING -> postgres ? "text" : "STRING(MAX)";
      case BYTES -> postgres ? "bytea" : "BYTES(MAX)";
      case DATE -> postgres ? "date" : "DATE";
      case TIMESTAMP -> postgres ? "timestamptz" : "TIMESTAMP";
      case JSON, PG_JSONB -> postgres ? "jsonb" : "JSON";
      case UUID -> postgres ? "uuid" : "UUID";
      case INTERVAL -> postgres ? "interval" : "INTERVAL";
      case ARRAY -> {
        String element = name(type.getArrayElementType());
        yield postgres ? element + "[]" : "ARRAY<" + element + ">";
      }
      default -> throw new IllegalArgumentException("No column has the type " + type);
    };
  }

  private Type inDialect(Type type) {
    if (dialect == Dialect.GOOGLE_STANDARD_SQL) {
      return type;
    }
    return switch (type.getCode()) {
      case NUMERIC -> Type.pgNumeric();
      case JSON -> Type.pgJsonb();
      case ARRAY -> Type.array(inDialect(type.getArrayElementType()));
      default -> type;
    };
  }

  private static Type inGoogleSql(Type type) {
    return switch (type.getCode()) {
      case PG_NUMERIC -> Type.numeric();
      case PG_JSONB -> Type.json();
      case ARRAY -> Type.array(inGoogleSql(type.getArrayElementType()));
      default -> type;
    };
  }
}
