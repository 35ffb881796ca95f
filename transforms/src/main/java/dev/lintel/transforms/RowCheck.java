package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Options;
import com.google.cloud.spanner.Options.QueryOption;
import com.google.cloud.spanner.Options.ReadOption;
import com.google.cloud.spanner.Options.RpcLockHint;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.TransactionContext;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import dev.lintel.schema.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Finds which rows exist and meet the condition. Immutable and thread-safe. */
final class RowCheck {

  /** In a condition that has it, other tables may be read, too. */
  private static final Pattern SUBQUERY = Pattern.compile("\\bselect\\b", Pattern.CASE_INSENSITIVE);

  private final DeleteTarget target;
  private final @Nullable String condition;
  private final RequestOptions options;
  private final KeyJoin join;
  private final ImmutableList<String> columns;

  RowCheck(DeleteTarget target, @Nullable String condition, RequestOptions options) {
    this.target = target;
    this.condition = condition;
    this.options = options;
    this.join =
        new KeyJoin(target.dialect(), target.key(), target.table().getName(), target.keyColumns());
    this.columns =
        target.key().isEmpty()
            ? target.table().getColumns().stream()
                .filter(Column::isReadable)
                .map(Column::getName)
                .limit(1)
                .collect(ImmutableList.toImmutableList())
            : target.keyColumns();
  }

  /**
   * What was found of some keys; compared by identity.
   *
   * @param existing the keys that have a row
   * @param meeting those of them whose row meets the condition
   */
  record Found(Set<TargetKey> existing, Set<TargetKey> meeting) {}

  /** Looks at the rows of the keys, and locks them. */
  Found find(TransactionContext transaction, List<TargetKey> keys) {
    if (condition == null) {
      Set<TargetKey> existing = existing(transaction, keys);
      return new Found(existing, existing);
    }
    return evaluate(transaction, keys, exclusive(condition));
  }

  /**
   * Asks for no key.
   *
   * @throws com.google.cloud.spanner.SpannerException if the database does not understand the
   *     condition, or the table is gone
   */
  void probe(ReadContext context) {
    if (condition == null) {
      try (var rows =
          context.read(
              target.table().getName(), KeySet.newBuilder().build(), columns, readOptions(false))) {
        while (rows.next()) {}
      }
    } else {
      evaluate(context, List.of(), "");
    }
  }

  private Set<TargetKey> existing(TransactionContext transaction, Collection<TargetKey> keys) {
    Set<TargetKey> found = Collections.newSetFromMap(new IdentityHashMap<>());
    Map<ByteString, TargetKey> byPlace = new HashMap<>();
    for (TargetKey key : keys) {
      byPlace.put(key.place(), key);
    }
    int parts = target.key().size();
    try (var rows =
        transaction.read(
            target.table().getName(), DeleteCommitter.keySet(keys), columns, readOptions(true))) {
      List<Object> values = new ArrayList<>(parts);
      while (rows.next()) {
        values.clear();
        for (int i = 0; i < parts; i++) {
          values.add(rows.getValue(i));
        }
        TargetKey key = byPlace.get(ByteString.copyFrom(target.order().sortKey(values)));
        if (key != null) {
          found.add(key);
        }
      }
    }
    return found;
  }

  /**
   * Evaluates the condition in the select list, not as a filter: then it is evaluated for the rows
   * of the keys only, and cannot fail because of another row.
   */
  private Found evaluate(ReadContext context, List<TargetKey> keys, String hint) {
    Set<TargetKey> existing = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<TargetKey> meeting = Collections.newSetFromMap(new IdentityHashMap<>());
    // On a line of its own, the parenthesis is not part of a comment that ends the condition.
    String select = ", (" + condition + "\n)";
    for (KeyJoin.Query query : join.queries(keys, hint, select, "")) {
      try (var rows =
          context.executeQuery(query.statement(), options.stream().toArray(QueryOption[]::new))) {
        while (rows.next()) {
          checkArgument(
              rows.getColumnType(1).getCode() == Type.Code.BOOL,
              "The condition is not boolean but %s: %s",
              rows.getColumnType(1),
              condition);
          TargetKey key = query.keys().get((int) rows.getLong(0) - 1);
          existing.add(key);
          if (!rows.isNull(1) && rows.getBoolean(1)) {
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
  private String exclusive(String sql) {
    if (SUBQUERY.matcher(sql).find()) {
      return "";
    }
    return target.dialect() == Dialect.POSTGRESQL
        ? "/*@ lock_scanned_ranges=exclusive */ "
        : "@{LOCK_SCANNED_RANGES=exclusive} ";
  }

  private ReadOption[] readOptions(boolean lock) {
    return Stream.<ReadOption>concat(
            options.stream(),
            lock ? Stream.of(Options.lockHint(RpcLockHint.EXCLUSIVE)) : Stream.empty())
        .toArray(ReadOption[]::new);
  }
}
