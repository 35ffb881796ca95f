package dev.lintel.pipeline.exports;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.convert.RandomValues;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A column of a {@link RandomTable}.
 *
 * @param typeName as in DDL
 * @param references the table whose only key part this column references, if it is a foreign key
 */
record RandomColumn(
    String name, Type type, String typeName, boolean nullable, Optional<RandomTable> references) {

  private record Spelt(Type type, String name) {}

  private static final List<Spelt> GOOGLE_SQL_KEYS =
      List.of(
          new Spelt(Type.int64(), "INT64"),
          new Spelt(Type.string(), "STRING(MAX)"),
          new Spelt(Type.bytes(), "BYTES(MAX)"),
          new Spelt(Type.date(), "DATE"),
          new Spelt(Type.timestamp(), "TIMESTAMP"),
          new Spelt(Type.bool(), "BOOL"),
          new Spelt(Type.float64(), "FLOAT64"),
          new Spelt(Type.float32(), "FLOAT32"),
          new Spelt(Type.numeric(), "NUMERIC"));

  private static final List<Spelt> GOOGLE_SQL_OTHERS = List.of(new Spelt(Type.json(), "JSON"));

  private static final List<Spelt> POSTGRESQL_KEYS =
      List.of(
          new Spelt(Type.int64(), "bigint"),
          new Spelt(Type.string(), "text"),
          new Spelt(Type.bytes(), "bytea"),
          new Spelt(Type.date(), "date"),
          new Spelt(Type.timestamp(), "timestamp with time zone"),
          new Spelt(Type.bool(), "boolean"),
          new Spelt(Type.float64(), "double precision"));

  private static final List<Spelt> POSTGRESQL_OTHERS =
      List.of(
          new Spelt(Type.float32(), "real"),
          new Spelt(Type.pgNumeric(), "numeric"),
          new Spelt(Type.pgJsonb(), "jsonb"));

  static RandomColumn key(String name, boolean postgreSql, Random random) {
    Spelt type = oneOf(postgreSql ? POSTGRESQL_KEYS : GOOGLE_SQL_KEYS, random);
    boolean nullable = !postgreSql && random.nextBoolean();
    return new RandomColumn(name, type.type, type.name, nullable, Optional.empty());
  }

  /** One of any type, array or not. */
  static RandomColumn value(String name, boolean postgreSql, Random random) {
    List<Spelt> keys = postgreSql ? POSTGRESQL_KEYS : GOOGLE_SQL_KEYS;
    List<Spelt> others = postgreSql ? POSTGRESQL_OTHERS : GOOGLE_SQL_OTHERS;
    int index = random.nextInt(keys.size() + others.size());
    Spelt type = index < keys.size() ? keys.get(index) : others.get(index - keys.size());
    boolean nullable = random.nextInt(3) > 0;
    if (random.nextInt(3) > 0) {
      return new RandomColumn(name, type.type, type.name, nullable, Optional.empty());
    }
    String array = postgreSql ? type.name + "[]" : "ARRAY<" + type.name + ">";
    return new RandomColumn(name, Type.array(type.type), array, nullable, Optional.empty());
  }

  static RandomColumn foreignKey(String name, RandomTable table) {
    RandomColumn key = table.key().get(0).column();
    return new RandomColumn(name, key.type, key.typeName, true, Optional.of(table));
  }

  /** True of what an index can have; of nothing whose equality differs from its text's. */
  boolean isIndexable() {
    return switch (type.getCode()) {
      case INT64, STRING, BYTES, DATE, TIMESTAMP, BOOL, FLOAT64 -> true;
      default -> false;
    };
  }

  Value nullValue() {
    return switch (type.getCode()) {
      case INT64 -> Value.int64(null);
      case STRING -> Value.string(null);
      case BYTES -> Value.bytes(null);
      case DATE -> Value.date(null);
      case TIMESTAMP -> Value.timestamp(null);
      case BOOL -> Value.bool(null);
      case FLOAT64 -> Value.float64(null);
      default -> throw new IllegalStateException("no foreign key: " + type);
    };
  }

  Value randomValue(Random random) {
    var values = RandomValues.of(type).generator(1000, true);
    while (true) {
      Value value = values.next(random).value();
      if ((nullable || !value.isNull()) && isAccepted(value)) {
        return value;
      }
    }
  }

  /** PostgreSQL's jsonb has no NUL. */
  private boolean isAccepted(Value value) {
    return !typeName.startsWith("jsonb")
        || value.isNull()
        || !value.getAsString().contains("\\u0000");
  }

  static <T> T oneOf(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
