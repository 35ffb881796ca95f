package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Statement;
import dev.lintel.schema.Identifiers;
import java.util.Optional;

/** Reads the current values of the counters of sequences and identity columns. */
final class ServerCounters {

  private final ReadContext context;
  private final Dialect dialect;

  ServerCounters(ReadContext context, Dialect dialect) {
    this.context = context;
    this.dialect = dialect;
  }

  SequenceDefinition complete(SequenceDefinition sequence) {
    String sql =
        dialect == Dialect.POSTGRESQL
            ? "SELECT spanner.get_internal_sequence_state(%s)".formatted(literal(sequence.name()))
            : "SELECT GET_INTERNAL_SEQUENCE_STATE(SEQUENCE %s)"
                .formatted(Identifiers.quoteQualified(dialect, sequence.name()));
    return new SequenceDefinition(sequence.name(), sequence.counter().withLive(query(sql)));
  }

  TableDefinition complete(TableDefinition table) {
    return table.withColumns(column -> complete(table, column));
  }

  private ColumnDefinition complete(TableDefinition table, ColumnDefinition column) {
    Optional<CounterDefinition> counter = column.getIdentity();
    if (counter.isEmpty()) {
      return column;
    }
    String function =
        dialect == Dialect.POSTGRESQL
            ? "spanner.get_table_column_identity_state"
            : "GET_TABLE_COLUMN_IDENTITY_STATE";
    String name = literal(table.getName() + "." + column.getName());
    Optional<Long> live = query("SELECT %s(%s)".formatted(function, name));
    return column.toBuilder().setIdentity(counter.get().withLive(live)).build();
  }

  private Optional<Long> query(String sql) {
    try (ResultSet result = context.executeQuery(Statement.of(sql))) {
      return result.next() && !result.isNull(0) ? Optional.of(result.getLong(0)) : Optional.empty();
    } catch (SpannerException e) {
      // Older servers lack these functions, and they do not accept every name.
      if (e.getErrorCode() == ErrorCode.INVALID_ARGUMENT
          || e.getErrorCode() == ErrorCode.UNIMPLEMENTED
          || e.getErrorCode() == ErrorCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private String literal(String text) {
    return dialect == Dialect.POSTGRESQL
        ? "'" + text.replace("'", "''") + "'"
        : "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
