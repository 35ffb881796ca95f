package dev.lintel.pipeline.exports;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import net.jqwik.api.sessions.JqwikSession;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Some tables of any columns and keys, interleaved, with indexes and foreign keys, and rows of any
 * values; the same for the same seed.
 */
record RandomDatabase(Dialect dialect, List<RandomTable> tables, List<Mutation> rows) {

  private static final List<String> GOOGLE_SQL_NAMES =
      List.of("Id", "Select", "null", "lower_case", "Order", "_x", "C1", "From", "Value");
  private static final List<String> POSTGRESQL_NAMES =
      List.of("id", "Mixed Case", "select", "ün/ï", "q\"q", "a.b", "a_b", "1st", "\\N");

  /** What Random makes of seeds that are close together begins alike. */
  private static final long SCATTER = 0x9E3779B97F4A7C15L;

  static RandomDatabase of(Dialect dialect, long seed) {
    var made = new AtomicReference<RandomDatabase>();
    // Arbitraries give values to jqwik's own tests, and to a session.
    JqwikSession.run(() -> made.set(of(dialect, new Random(SCATTER * seed))));
    return made.get();
  }

  /** The same database, whose timestamps have no nanoseconds. */
  RandomDatabase inMicroseconds() {
    return new RandomDatabase(
        dialect, tables, rows.stream().map(RandomDatabase::inMicroseconds).toList());
  }

  private static Mutation inMicroseconds(Mutation row) {
    var copy = Mutation.newInsertOrUpdateBuilder(row.getTable());
    row.asMap().forEach((column, value) -> copy.set(column).to(inMicroseconds(value)));
    return copy.build();
  }

  private static Value inMicroseconds(Value value) {
    if (value.isNull()) {
      return value;
    }
    if (value.getType().getCode() == Type.Code.TIMESTAMP) {
      return Value.timestamp(inMicroseconds(value.getTimestamp()));
    }
    return value.getType().equals(Type.array(Type.timestamp()))
        ? Value.timestampArray(
            value.getTimestampArray().stream().map(RandomDatabase::inMicroseconds).toList())
        : value;
  }

  private static @Nullable Timestamp inMicroseconds(@Nullable Timestamp timestamp) {
    return timestamp == null
        ? null
        : Timestamp.ofTimeSecondsAndNanos(
            timestamp.getSeconds(), timestamp.getNanos() / 1_000 * 1_000);
  }

  private static RandomDatabase of(Dialect dialect, Random random) {
    boolean postgreSql = dialect == Dialect.POSTGRESQL;
    List<RandomTable> tables = new ArrayList<>();
    int count = 3 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      tables.add(table(i, postgreSql, tables, random));
    }
    Map<RandomTable, List<Map<String, Value>>> rows = new HashMap<>();
    List<Mutation> mutations = new ArrayList<>();
    for (RandomTable table : tables) {
      rows.put(table, table.randomRows(rows, random));
      rows.get(table).forEach(row -> mutations.add(table.mutation(row)));
    }
    return new RandomDatabase(dialect, tables, mutations);
  }

  private static RandomTable table(
      int number, boolean postgreSql, List<RandomTable> earlier, Random random) {
    Optional<RandomTable> parent =
        earlier.isEmpty() || random.nextInt(3) == 0
            ? Optional.empty()
            : Optional.of(RandomColumn.oneOf(earlier, random));
    List<RandomTable.KeyPart> key = new ArrayList<>();
    parent.ifPresent(table -> key.addAll(table.key()));
    int parts = 1 + random.nextInt(2);
    for (int i = 0; i < parts; i++) {
      boolean descending = !postgreSql && random.nextBoolean();
      key.add(
          new RandomTable.KeyPart(
              RandomColumn.key("K%d_%d".formatted(number, i), postgreSql, random), descending));
    }
    List<RandomColumn> values = new ArrayList<>();
    for (String name : postgreSql ? POSTGRESQL_NAMES : GOOGLE_SQL_NAMES) {
      if (random.nextBoolean()) {
        values.add(RandomColumn.value(name, postgreSql, random));
      }
    }
    earlier.stream()
        .filter(table -> table.key().size() == 1 && table.key().get(0).column().isIndexable())
        .filter(table -> random.nextBoolean())
        .forEach(table -> values.add(RandomColumn.foreignKey("Of" + table.name(), table)));
    List<String> indexes = new ArrayList<>();
    var table = new RandomTable(name(number, postgreSql), postgreSql, parent, key, values, indexes);
    values.stream()
        .filter(column -> column.isIndexable() && random.nextInt(3) == 0)
        .forEach(column -> indexes.add(index(table, column, random)));
    return table;
  }

  private static String name(int number, boolean postgreSql) {
    return switch (number) {
      case 1 -> "Order";
      case 2 -> postgreSql ? "T/2 é" : "T2";
      default -> "T" + number;
    };
  }

  private static String index(RandomTable table, RandomColumn column, Random random) {
    boolean filtered = !table.postgreSql() && random.nextBoolean();
    boolean unique = random.nextBoolean();
    // With the key, whatever the values are is unique.
    Stream<String> key = table.key().stream().map(part -> part.column().name());
    String columns =
        table.quoted(column.name())
            + (random.nextBoolean() ? " DESC" : "")
            + String.join("", key.map(name -> ", " + table.quoted(name)).toList());
    return "CREATE %s%sINDEX %s ON %s (%s)"
        .formatted(
            unique ? "UNIQUE " : "",
            filtered ? "NULL_FILTERED " : "",
            table.quoted("I" + table.indexes().size() + table.name()),
            table.quoted(table.name()),
            columns);
  }

  List<String> ddl() {
    return Stream.concat(
            tables.stream().map(RandomTable::ddl),
            tables.stream().flatMap(table -> table.indexes().stream()))
        .toList();
  }

  EmulatorDatabase create(SpannerEmulator emulator) throws InterruptedException {
    EmulatorDatabase database = emulator.createDatabase(dialect, ddl());
    try (var lease = SpannerConnections.acquire(DatabaseContents.config(database))) {
      lease.connection().databaseClient().write(rows);
    }
    return database;
  }
}
