package dev.lintel.transforms;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Options;
import com.google.cloud.spanner.Options.QueryOption;
import com.google.cloud.spanner.Options.ReadOption;
import com.google.cloud.spanner.Options.RpcLockHint;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.TransactionContext;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import dev.lintel.schema.Column;
import dev.lintel.values.ScalarTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Finds which rows exist and meet the condition.
 *
 * <p>The rows are read by their keys, with the columns that the condition names, and the condition
 * is evaluated for what was read. Both cost the same whatever the size of the table. Where the
 * values of single columns are not enough, the rows are found by a join with the keys instead.
 * Immutable and thread-safe.
 */
final class RowCheck {

  /** In a condition that has it, other tables may be read, too. */
  private static final Pattern SUBQUERY = Pattern.compile("\\bselect\\b", Pattern.CASE_INSENSITIVE);

  /**
   * About how many bytes of values a query has at most, unless one row has more. Spanner takes at
   * most 10 MiB a request, and a process has many transactions at a time.
   */
  static final long VALUE_BYTES = 1 << 20;

  /** A row of more bytes is found by the join, because it may not fit into a request. */
  private static final long MAX_ROW_BYTES = 4 << 20;

  /** A value of a type whose values are small. */
  private static final long SMALL = 32;

  private final DeleteTarget target;
  private final @Nullable String sql;
  private final RequestOptions options;
  private final @Nullable RowCondition condition;
  private final KeyJoin join;

  /** The columns to read: those of the key, then those that the condition names. */
  private final ImmutableList<String> columns;

  /**
   * @param sql the condition; null if a row has only to exist
   */
  RowCheck(DeleteTarget target, @Nullable String sql, RequestOptions options) {
    this.target = target;
    this.sql = sql;
    this.options = options;
    this.condition =
        sql == null ? null : RowCondition.of(target.dialect(), target.table(), sql).orElse(null);
    this.join =
        new KeyJoin(target.dialect(), target.key(), target.table().getName(), target.keyColumns());
    ImmutableList<String> named =
        Stream.concat(
                target.keyColumns().stream(),
                condition == null
                    ? Stream.empty()
                    : condition.columns().stream().map(Column::getName))
            .distinct()
            .collect(ImmutableList.toImmutableList());
    // A read has to name a column.
    this.columns =
        named.isEmpty()
            ? target.table().getColumns().stream()
                .filter(Column::isReadable)
                .map(Column::getName)
                .limit(1)
                .collect(ImmutableList.toImmutableList())
            : named;
  }

  /**
   * What was found of some keys, in their order.
   *
   * @param existing the keys that have a row
   * @param meeting those of them whose row meets the condition
   */
  record Found(Set<TargetKey> existing, Set<TargetKey> meeting) {}

  /** Looks at the rows of the keys, and locks them. */
  Found find(TransactionContext transaction, List<TargetKey> keys) {
    return sql != null && condition == null
        ? join(transaction, keys, exclusive(sql), sql)
        : read(transaction, keys, Options.lockHint(RpcLockHint.EXCLUSIVE));
  }

  /** Returns about how many bytes of values are held to check rows of some keys, at most. */
  long bytes(int keys) {
    if (condition == null) {
      return 0;
    }
    long row =
        condition.columns().stream()
            .mapToLong(
                column ->
                    isSmall(column.getType()) ? SMALL : column.getMaxLength().orElse(VALUE_BYTES))
            .sum();
    return Math.min(VALUE_BYTES, keys * row);
  }

  private static boolean isSmall(Type type) {
    return switch (type.getCode()) {
      case BOOL, INT64, ENUM, PG_OID, FLOAT32, FLOAT64, NUMERIC, DATE, TIMESTAMP, UUID -> true;
      default -> false;
    };
  }

  /**
   * Asks for no key, without a lock.
   *
   * @throws com.google.cloud.spanner.SpannerException if the database does not understand the
   *     condition, or the table is gone
   */
  void probe(DatabaseClient client) {
    if (sql != null && condition == null) {
      try (var snapshot = client.singleUse()) {
        Found unused = join(snapshot, List.of(), "", sql);
      }
      return;
    }
    try (var snapshot = client.singleUse();
        var rows =
            snapshot.read(
                target.table().getName(),
                DeleteCommitter.keySet(List.of()),
                columns,
                readOptions())) {
      if (rows.next()) {
        throw new IllegalStateException("A read of no keys returned a row");
      }
    }
    if (condition != null) {
      try (var snapshot = client.singleUse()) {
        Set<TargetKey> unused = violating(snapshot, new Part(condition));
      }
    }
  }

  private Found read(TransactionContext context, List<TargetKey> keys, ReadOption lock) {
    Map<ByteString, TargetKey> byPlace = new HashMap<>();
    keys.forEach(key -> byPlace.put(key.place(), key));
    Set<TargetKey> existing = new LinkedHashSet<>();
    Set<TargetKey> violating = new LinkedHashSet<>();
    Part part = condition == null ? null : new Part(condition);
    try (var rows =
        context.read(
            target.table().getName(), DeleteCommitter.keySet(keys), columns, readOptions(lock))) {
      List<Value> parts = new ArrayList<>();
      while (rows.next()) {
        parts.clear();
        for (int i = 0; i < target.key().size(); i++) {
          parts.add(rows.getValue(i));
        }
        TargetKey key = byPlace.get(ByteString.copyFrom(target.order().sortKey(parts)));
        if (key == null) {
          continue;
        }
        existing.add(key);
        if (part == null) {
          continue;
        }
        List<Value> values = part.valuesOf(rows);
        long bytes = values.stream().mapToLong(MutationBytes::estimate).sum();
        if (bytes > MAX_ROW_BYTES) {
          if (join(context, List.of(key), "", part.condition.sql()).meeting().isEmpty()) {
            violating.add(key);
          }
          continue;
        }
        if (part.bytes > 0 && part.bytes + bytes > VALUE_BYTES) {
          violating.addAll(violating(context, part));
          part = new Part(part.condition);
        }
        part.add(key, values, bytes);
      }
    }
    if (part == null) {
      return new Found(existing, existing);
    }
    violating.addAll(violating(context, part));
    Set<TargetKey> meeting = new LinkedHashSet<>();
    meeting.addAll(existing);
    meeting.removeAll(violating);
    return new Found(existing, meeting);
  }

  /** Some rows, with the values that the condition is evaluated for. */
  private final class Part {
    private final RowCondition condition;
    private final List<TargetKey> keys = new ArrayList<>();
    private final List<List<@Nullable Object>> values = new ArrayList<>();
    private long bytes;

    Part(RowCondition condition) {
      this.condition = condition;
      condition.columns().forEach(column -> values.add(new ArrayList<>()));
    }

    /** Returns the values of the columns that the condition names. */
    List<Value> valuesOf(ResultSet row) {
      return condition.columns().stream()
          .map(column -> row.getValue(columns.indexOf(column.getName())))
          .toList();
    }

    void add(TargetKey key, List<Value> row, long rowBytes) {
      keys.add(key);
      for (int i = 0; i < row.size(); i++) {
        values.get(i).add(object(row.get(i)));
      }
      bytes += rowBytes;
    }
  }

  private Set<TargetKey> violating(ReadContext context, Part part) {
    Set<TargetKey> violating = new LinkedHashSet<>();
    Statement statement = part.condition.violations(part.keys.size(), part.values);
    try (var rows = context.executeQuery(statement, query())) {
      while (rows.next()) {
        violating.add(part.keys.get((int) rows.getLong(0) - 1));
      }
    }
    return violating;
  }

  private static @Nullable Object object(Value value) {
    return value.isNull() ? null : ScalarTypes.of(value.getType()).getter().apply(value);
  }

  /**
   * Evaluates the condition in the select list, not as a filter: then it is evaluated for the rows
   * of the keys only, and cannot fail because of another row.
   */
  private Found join(ReadContext context, List<TargetKey> keys, String hint, String expression) {
    Set<TargetKey> existing = new LinkedHashSet<>();
    Set<TargetKey> meeting = new LinkedHashSet<>();
    // On a line of its own, the parenthesis is not part of a comment that ends the condition.
    String select = ", (" + expression + "\n) IS TRUE";
    for (KeyJoin.Query query : join.queries(keys, hint, select, "")) {
      try (var rows = context.executeQuery(query.statement(), query())) {
        while (rows.next()) {
          TargetKey key = query.keys().get((int) rows.getLong(0) - 1);
          existing.add(key);
          if (rows.getBoolean(1)) {
            meeting.add(key);
          }
        }
      }
    }
    return new Found(existing, meeting);
  }

  /**
   * Locks the rows at once as the delete needs them. Not if the condition reads other tables, whose
   * rows would be locked, too.
   */
  private String exclusive(String expression) {
    if (SUBQUERY.matcher(expression).find()) {
      return "";
    }
    return target.dialect() == Dialect.POSTGRESQL
        ? "/*@ lock_scanned_ranges=exclusive */ "
        : "@{LOCK_SCANNED_RANGES=exclusive} ";
  }

  private QueryOption[] query() {
    return options.stream().toArray(QueryOption[]::new);
  }

  private ReadOption[] readOptions(ReadOption... lock) {
    return Stream.<ReadOption>concat(options.stream(), Stream.of(lock)).toArray(ReadOption[]::new);
  }
}
