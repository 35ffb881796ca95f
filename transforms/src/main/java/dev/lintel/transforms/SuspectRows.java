package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Table;
import dev.lintel.transforms.Batch.Unit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Guesses which rows of a rejected commit are bad: those whose values do not fit their columns,
 * else those that have the values which the error quotes. Only a guess: {@link SuspectedIsolation}
 * has it decided by commits. Immutable and thread-safe.
 */
final class SuspectRows {

  private final Map<String, Map<String, Column>> tables = new HashMap<>();

  SuspectRows(DatabaseSchema schema) {
    for (Table table : schema.getTables()) {
      Map<String, Column> columns = new HashMap<>();
      table.getColumns().forEach(column -> columns.put(column.getName(), column));
      tables.put(table.getName(), columns);
    }
  }

  /**
   * Returns the units of one row that look bad, in their order; none if nothing is known.
   *
   * @param error why Spanner rejected a commit of all of them
   */
  List<Unit> suspects(List<Unit> units, RowError error) {
    List<Unit> unfit = units.stream().filter(unit -> isOfOneRow(unit) && doesNotFit(unit)).toList();
    if (!unfit.isEmpty()) {
      return unfit;
    }
    Set<String> quoted = QuotedValues.of(error.message());
    return quoted.isEmpty()
        ? List.of()
        : units.stream().filter(unit -> isOfOneRow(unit) && hasValues(unit, quoted)).toList();
  }

  private static boolean isOfOneRow(Unit unit) {
    return unit.rows().size() == 1 && mutation(unit).getOperation() != Mutation.Op.DELETE;
  }

  private static Mutation mutation(Unit unit) {
    return unit.rows().get(0).mutation();
  }

  private boolean doesNotFit(Unit unit) {
    Map<String, Column> columns = tables.get(unit.rows().get(0).table());
    if (columns == null) {
      return false;
    }
    Iterator<Value> values = mutation(unit).getValues().iterator();
    for (String name : mutation(unit).getColumns()) {
      Value value = values.next();
      Column column = columns.get(name);
      if (column != null && !fits(value, column)) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(Value value, Column column) {
    if (value.isNull()) {
      return column.isNullable();
    }
    if (value.isCommitTimestamp()) {
      return column.isCommitTimestampAllowed();
    }
    Type type = value.getType();
    if (type == null || column.getMaxLength().isEmpty()) {
      return true;
    }
    long most = column.getMaxLength().getAsLong();
    if (type.getCode() == Type.Code.STRING) {
      String text = value.getString();
      // A length counts characters, not the units of UTF-16.
      return text.length() <= most || text.codePointCount(0, text.length()) <= most;
    }
    if (type.getCode() == Type.Code.BYTES) {
      return value.getBytes().length() <= most;
    }
    return true;
  }

  private static boolean hasValues(Unit unit, Set<String> quoted) {
    Set<String> missing = new HashSet<>(quoted);
    for (Value value : mutation(unit).getValues()) {
      String text = text(value);
      if (text != null && missing.remove(text) && missing.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Returns the text of the values that keys usually consist of. */
  private static @Nullable String text(Value value) {
    Type type = value.isNull() || value.isCommitTimestamp() ? null : value.getType();
    if (type == null) {
      return null;
    }
    return switch (type.getCode()) {
      case STRING -> value.getString();
      case INT64 -> Long.toString(value.getInt64());
      case BOOL -> Boolean.toString(value.getBool());
      case DATE -> value.getDate().toString();
      case TIMESTAMP -> value.getTimestamp().toString();
      default -> null;
    };
  }
}
