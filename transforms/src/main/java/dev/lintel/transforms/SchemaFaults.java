package dev.lintel.transforms;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.SpannerException;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Table;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds, after Spanner has rejected a commit, what concerns a table or a column instead of a row.
 * Thread-safe.
 *
 * <p>Rows that name a table or a column which does not exist are not looked for by commits: the
 * schema shows them all. If it existed when the writer started, somebody has dropped it, and no row
 * of the table can be written any more.
 */
final class SchemaFaults {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaFaults.class);

  /** How old the schema may be: rows that are rejected for themselves cost few reads. */
  private static final Duration OTHERWISE = Duration.ofSeconds(10);

  /** What decides whether a mutation fits the schema. */
  private record Shape(
      boolean delete, boolean creates, String table, ImmutableList<String> columns) {
    static Shape of(Mutation mutation) {
      Mutation.Op operation = mutation.getOperation();
      boolean delete = operation == Mutation.Op.DELETE;
      return new Shape(
          delete,
          !delete && operation != Mutation.Op.UPDATE,
          mutation.getTable(),
          delete ? ImmutableList.of() : ImmutableList.copyOf(mutation.getColumns()));
    }
  }

  private final DatabaseSchema first;
  private final CurrentSchema current;

  /**
   * @param first the schema when the writer started
   */
  SchemaFaults(DatabaseSchema first, CurrentSchema current) {
    this.first = first;
    this.current = current;
  }

  /**
   * Returns the rows of a rejected commit that name something that does not exist; no rows if the
   * schema cannot be read, because the commits then show the same.
   *
   * @throws SchemaChangedException if the schema has changed so that no row fits
   */
  Map<PlannedRow, RowError> find(List<PlannedRow> rows) throws InterruptedException {
    Set<Shape> shapes = new HashSet<>();
    rows.forEach(row -> shapes.add(Shape.of(row.mutation())));
    boolean suspected = shapes.stream().anyMatch(shape -> missing(first, shape) != null);
    DatabaseSchema schema;
    try {
      schema = current.notOlderThan(suspected ? CurrentSchema.WHEN_SUSPECTED : OTHERWISE);
    } catch (SpannerException e) {
      LOG.warn("Cannot read the schema to explain a rejected commit", e);
      return Map.of();
    }
    Map<Shape, RowError> faults = new HashMap<>();
    for (Shape shape : shapes) {
      String missing = missing(schema, shape);
      if (missing != null) {
        if (missing(first, shape) == null) {
          throw new SchemaChangedException(
              missing + ": it was dropped after the writing had started");
        }
        faults.put(shape, new RowError(ErrorCode.NOT_FOUND, missing));
      } else if (shape.creates()) {
        checkNothingAdded(schema, shape);
      }
    }
    IdentityHashMap<PlannedRow, RowError> found = new IdentityHashMap<>();
    if (!faults.isEmpty()) {
      for (PlannedRow row : rows) {
        RowError fault = faults.get(Shape.of(row.mutation()));
        if (fault != null) {
          found.put(row, fault);
        }
      }
    }
    return found;
  }

  /** Returns what the schema does not have; null if it has all that a mutation names. */
  private static @Nullable String missing(DatabaseSchema schema, Shape shape) {
    Optional<Table> table = schema.findTable(shape.table());
    if (table.isEmpty()) {
      return "There is no table " + shape.table();
    }
    for (String column : shape.columns()) {
      if (table.get().findColumn(column).isEmpty()) {
        return "Table %s has no column %s".formatted(table.get().getName(), column);
      }
    }
    return null;
  }

  private void checkNothingAdded(DatabaseSchema schema, Shape shape) {
    Table table = schema.findTable(shape.table()).orElseThrow();
    Table before = first.findTable(shape.table()).orElse(null);
    if (before == null) {
      return;
    }
    Set<String> named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    named.addAll(shape.columns());
    for (Column column : table.getColumns()) {
      if (!column.isNullable()
          && column.getSource() == Column.Source.WRITER
          && !named.contains(column.getName())
          && before.findColumn(column.getName()).isEmpty()) {
        throw new SchemaChangedException(
            "Table %s has a new column %s that is NOT NULL, which the rows do not have: it was added after the writing had started"
                .formatted(table.getName(), column.getName()));
      }
    }
  }
}
