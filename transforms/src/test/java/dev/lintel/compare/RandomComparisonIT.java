package dev.lintel.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.schema.KeyOrder;
import dev.lintel.schema.Table;
import dev.lintel.transforms.KeyParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the key and the rows are: bisection finds what reading all rows finds. */
@ExtendWith(SpannerEmulatorExtension.class)
class RandomComparisonIT {
  private static final Dialect GOOGLE_SQL = Dialect.GOOGLE_STANDARD_SQL;
  private static final Dialect POSTGRESQL = Dialect.POSTGRESQL;
  private static final int ROWS = 1_500;
  private static final int MAX_DIFFERENCES = 12;

  /** The system property {@code lintel.seeds} is how many pairs of databases it is to be. */
  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("lintel.seeds", 3));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void findsTheDifferencesOfRandomTables(long seed, SpannerEmulator emulator)
      throws InterruptedException {
    // Both GoogleSQL, both PostgreSQL, and one of each.
    Dialect expected = seed % 3 == 1 ? POSTGRESQL : GOOGLE_SQL;
    Dialect actual = seed % 3 == 0 ? GOOGLE_SQL : POSTGRESQL;
    Random random = new Random(97 * seed + 1);
    List<ComparedType> key = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      key.add(keyType(expected != GOOGLE_SQL || actual != GOOGLE_SQL, random));
    }
    boolean[] descending = {random.nextBoolean(), random.nextBoolean(), random.nextBoolean()};
    try (TwoDatabases databases =
        TwoDatabases.of(
            emulator,
            expected,
            List.of(ddl(expected, key, descending)),
            actual,
            List.of(ddl(actual, key, descending)))) {
      TableComparison table = databases.table("t");
      // As keys of rows, in the order of the expected side.
      TreeMap<byte[], List<Object>> rows = new TreeMap<>(KeyOrder::compare);
      Table schema = table.getExpected().table();
      JqwikSession.run(() -> addRows(schema, key, expected, actual, rows, random));
      List<List<Object>> keys = new ArrayList<>(rows.values());
      write(databases, keys, key, expected, actual, random);

      ComparisonWork work = new ComparisonWork();
      List<RowDifference> differences = new ArrayList<>();
      RowCounts counts = databases.compare(table, work, differences);

      List<RowDifference> all = databases.differencesOfAllRows(table);
      assertThat(all).isNotEmpty();
      assertThat(differences).isEqualTo(all);
      assertThat(counts.expected() - counts.actual())
          .isEqualTo(
              all.stream().filter(d -> d.getKind() == RowDifference.Kind.MISSING).count()
                  - all.stream().filter(d -> d.getKind() == RowDifference.Kind.EXTRA).count());
      assertThat(counts.expected()).isGreaterThan(keys.size() - MAX_DIFFERENCES);
      assertThat(work.checksumQueries).isGreaterThanOrEqualTo(2);
    }
  }

  private static ComparedType keyType(boolean isPostgres, Random random) {
    while (true) {
      ComparedType type = ComparedType.ALL.get(random.nextInt(ComparedType.ALL.size()));
      if (!ComparableTypes.isJson(type.type())
          && !(isPostgres
              && (ComparableTypes.isDecimal(type.type()) || type.type().equals(Type.float32())))) {
        return type;
      }
    }
  }

  private static String ddl(Dialect dialect, List<ComparedType> key, boolean[] descending) {
    StringBuilder columns = new StringBuilder();
    List<String> order = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      columns.append("k%d %s, ".formatted(i, key.get(i).columnType(dialect, false)));
      // PostgreSQL's primary keys have no order.
      order.add("k" + i + (dialect == GOOGLE_SQL && descending[i] ? " DESC" : ""));
    }
    // A number makes every key distinct, also of BOOL.
    return dialect == POSTGRESQL
        ? "CREATE TABLE t (%sn bigint, v text, PRIMARY KEY (%s, n))"
            .formatted(columns, String.join(", ", order))
        : "CREATE TABLE t (%sn INT64, v STRING(MAX)) PRIMARY KEY (%s, n)"
            .formatted(columns, String.join(", ", order));
  }

  private static void addRows(
      Table table,
      List<ComparedType> types,
      Dialect expected,
      Dialect actual,
      Map<byte[], List<Object>> rows,
      Random random) {
    boolean isPostgres = expected == POSTGRESQL || actual == POSTGRESQL;
    List<List<Object>> objects = new ArrayList<>();
    types.forEach(type -> objects.add(type.objects(40, random)));
    KeyOrder order = KeyOrder.of(table);
    for (long n = 0; n < ROWS; n++) {
      List<Object> key = new ArrayList<>();
      for (List<Object> column : objects) {
        Object object = column.get(random.nextInt(column.size()));
        // Keys of PostgreSQL have no null and no NaN.
        boolean isRefused = object == null || object.equals(Double.NaN);
        key.add(isPostgres && isRefused ? column.get(0) : object);
      }
      key.add(n % 7);
      List<Object> parts = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        parts.add(KeyParts.of(types.get(i).value(GOOGLE_SQL, key.get(i))));
      }
      parts.add(n % 7);
      rows.put(order.sortKey(parts), key);
    }
  }

  /** Writes the rows to both sides, but a few that are missing, extra or changed. */
  private static void write(
      TwoDatabases databases,
      List<List<Object>> keys,
      List<ComparedType> types,
      Dialect expected,
      Dialect actual,
      Random random) {
    List<Mutation> left = new ArrayList<>();
    List<Mutation> right = new ArrayList<>();
    for (List<Object> key : keys) {
      left.add(row(types, expected, key, "value"));
      right.add(row(types, actual, key, "value"));
    }
    for (int i = 1 + random.nextInt(MAX_DIFFERENCES); i > 0; i--) {
      int index = random.nextInt(left.size());
      switch (random.nextInt(3)) {
        case 0 -> left.remove(index);
        case 1 -> right.remove(random.nextInt(right.size()));
        default -> left.set(index, changed(left.get(index)));
      }
    }
    TwoDatabases.write(databases.expected(), left);
    TwoDatabases.write(databases.actual(), right);
  }

  private static Mutation changed(Mutation row) {
    var changed = Mutation.newInsertBuilder(row.getTable());
    row.asMap()
        .forEach(
            (name, value) -> changed.set(name).to(name.equals("v") ? Value.string("") : value));
    return changed.build();
  }

  private static Mutation row(
      List<ComparedType> types, Dialect dialect, List<Object> key, String value) {
    var row = Mutation.newInsertBuilder("t");
    for (int i = 0; i < types.size(); i++) {
      row.set("k" + i).to(types.get(i).value(dialect, key.get(i)));
    }
    return row.set("n").to((Long) key.get(types.size())).set("v").to(value).build();
  }
}
