package dev.lintel.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.schema.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Equal values have equal texts, and different values different texts, within each dialect and
 * across them.
 */
@ExtendWith(SpannerEmulatorExtension.class)
class CanonicalTextIT {
  private static final Dialect GOOGLE_SQL = Dialect.GOOGLE_STANDARD_SQL;
  private static final Dialect POSTGRESQL = Dialect.POSTGRESQL;
  private static final int RANDOM_VALUES = 25;

  /** The system property {@code lintel.seeds} is how many sets of values it is to be. */
  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("lintel.seeds", 1));
  }

  /** A value that a database has, with its texts for a comparison with each dialect. */
  record Texts(Value value, String googleSql, String postgres) {
    String against(Dialect dialect) {
      return dialect == POSTGRESQL ? postgres : googleSql;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void valuesAreEqualIfAndOnlyIfTheirTextsAre(long seed, SpannerEmulator emulator)
      throws InterruptedException {
    try (TwoDatabases databases =
        TwoDatabases.of(
            emulator, GOOGLE_SQL, List.of(ddl(GOOGLE_SQL)), POSTGRESQL, List.of(ddl(POSTGRESQL)))) {
      List<List<Object>> columns = new ArrayList<>();
      Random random = new Random(seed);
      JqwikSession.run(
          () -> {
            for (ComparedType type : ComparedType.ALL) {
              List<Object> objects = type.objects(RANDOM_VALUES, random);
              columns.add(objects);
              columns.add(new ArrayList<>(ComparedType.arrays(objects, random)));
            }
          });
      List<List<Texts>> left = texts(databases.expected(), GOOGLE_SQL, columns);
      List<List<Texts>> right = texts(databases.actual(), POSTGRESQL, columns);

      for (int i = 0; i < columns.size(); i++) {
        ComparedType type = ComparedType.ALL.get(i / 2);
        boolean isDecimal = type.type().equals(Type.numeric());
        check(left.get(i), GOOGLE_SQL, left.get(i), GOOGLE_SQL, true);
        // A text of decimals has the trailing zeros that were written.
        check(right.get(i), POSTGRESQL, right.get(i), POSTGRESQL, !isDecimal);
        if (!type.type().equals(Type.json())) {
          check(left.get(i), GOOGLE_SQL, right.get(i), POSTGRESQL, true);
        }
      }
    }
  }

  /**
   * @param isCanonical whether all equal values have one text
   */
  private static void check(
      List<Texts> values, Dialect dialect, List<Texts> others, Dialect other, boolean isCanonical) {
    for (Texts value : values) {
      for (Texts second : others) {
        Type type = value.value().getType();
        boolean sameText = value.against(other).equals(second.against(dialect));
        boolean isEqual =
            RowComparison.of(ComparedTables.ofColumn(type))
                .areEqual(type, value.value(), second.value());
        if (sameText || isCanonical) {
          assertThat(sameText)
              .as(
                  "%s: %s is %s, %s is %s",
                  type,
                  value.value(),
                  value.against(other),
                  second.value(),
                  second.against(dialect))
              .isEqualTo(isEqual);
        }
      }
    }
  }

  private static String ddl(Dialect dialect) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < 2 * ComparedType.ALL.size(); i++) {
      columns.add(
          "%s %s".formatted(name(i), ComparedType.ALL.get(i / 2).columnType(dialect, i % 2 == 1)));
    }
    return dialect == POSTGRESQL
        ? "CREATE TABLE t (k bigint PRIMARY KEY, %s)".formatted(String.join(", ", columns))
        : "CREATE TABLE t (k INT64, %s) PRIMARY KEY (k)".formatted(String.join(", ", columns));
  }

  private static String name(int column) {
    return "c" + column;
  }

  /** Writes the columns' objects and reads each column's values and texts. */
  @SuppressWarnings("unchecked") // The odd columns are arrays.
  private static List<List<Texts>> texts(
      SpannerConnection connection, Dialect dialect, List<List<Object>> columns) {
    List<Mutation> rows = new ArrayList<>();
    for (int row = 0; row < columns.stream().mapToInt(List::size).max().orElseThrow(); row++) {
      var mutation = Mutation.newInsertBuilder("t").set("k").to(row);
      for (int i = 0; i < columns.size(); i++) {
        ComparedType type = ComparedType.ALL.get(i / 2);
        if (row < columns.get(i).size()) {
          Object object = columns.get(i).get(row);
          mutation
              .set(name(i))
              .to(
                  i % 2 == 0
                      ? type.value(dialect, object)
                      : type.array(dialect, (List<Object>) object));
        }
      }
      rows.add(mutation.build());
    }
    TwoDatabases.write(connection, rows);
    List<List<Texts>> result = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      result.add(texts(connection, dialect, i));
    }
    return result;
  }

  private static List<Texts> texts(SpannerConnection connection, Dialect dialect, int column) {
    String name = Identifiers.quote(dialect, name(column));
    Type scalar = ComparedType.ALL.get(column / 2).type(dialect);
    Type type = column % 2 == 0 ? scalar : Type.array(scalar);
    String googleSql = text(dialect, GOOGLE_SQL, type, name);
    String postgres = text(dialect, POSTGRESQL, type, name);
    List<Texts> texts = new ArrayList<>();
    try (ResultSet rows =
        connection
            .databaseClient()
            .singleUse()
            .executeQuery(
                Statement.of(
                    "SELECT %s, %s, %s FROM t ORDER BY k".formatted(name, googleSql, postgres)))) {
      while (rows.next()) {
        Struct row = rows.getCurrentRowAsStruct();
        texts.add(new Texts(row.getValue(0), row.getString(1), row.getString(2)));
      }
    }
    return texts;
  }

  private static String text(Dialect dialect, Dialect other, Type type, String name) {
    CanonicalText texts = CanonicalText.of(dialect, other);
    Optional<String> text = texts.column(type, name).map(texts::concat);
    // There is none of JSON across the dialects.
    assertThat(text.isEmpty())
        .isEqualTo(ComparableTypes.isJson(ComparableTypes.elementType(type)) && dialect != other);
    return text.orElse("''");
  }
}
