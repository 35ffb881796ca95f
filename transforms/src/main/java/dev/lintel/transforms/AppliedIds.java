package dev.lintel.transforms;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Options.ReadOption;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The ids of one operation in an {@link IdempotencyTable}. Immutable and thread-safe.
 *
 * @param columns operation, id and timestamp, as the database spells them
 */
record AppliedIds(String table, ImmutableList<String> columns, String operation) {

  /** The columns of a row; others have to do without a value. */
  private static final ImmutableList<String> WRITTEN =
      ImmutableList.of(
          IdempotencyTable.OPERATION, IdempotencyTable.ID, IdempotencyTable.COMMITTED_AT);

  /**
   * Returns the ids of an operation.
   *
   * @param name the name of the table
   * @param where the database, for messages
   * @throws IllegalArgumentException if the database has no such table, or it is no idempotency
   *     table; the message has the DDL to create one
   */
  static AppliedIds of(DatabaseSchema schema, String name, String operation, String where) {
    Optional<Table> table = schema.findTable(name);
    String fault = table.isEmpty() ? "there is no such table" : faultOf(table.get(), operation);
    if (fault != null) {
      throw new IllegalArgumentException(
          """
          The idempotency table %s in %s is missing or of another form (%s). TransactRows records in it \
          which elements it has applied. Create it before the pipeline runs:
          %s\
          """
              .formatted(
                  name,
                  where,
                  fault,
                  IdempotencyTable.ddl(schema.getDialect(), name, IdempotencyTable.DEFAULT_DAYS)));
    }
    Table known = table.orElseThrow();
    return new AppliedIds(
        known.getName(),
        WRITTEN.stream()
            .map(column -> known.findColumn(column).orElseThrow().getName())
            .collect(toImmutableList()),
        operation);
  }

  /** Returns why the table cannot hold ids of the operation; null if it can. */
  private static @Nullable String faultOf(Table table, String operation) {
    for (String text : List.of(IdempotencyTable.OPERATION, IdempotencyTable.ID)) {
      if (table
          .findColumn(text)
          .filter(column -> column.isWritable() && column.getType().equals(Type.string()))
          .isEmpty()) {
        return "it has no column %s for texts".formatted(text);
      }
    }
    if (table
        .findColumn(IdempotencyTable.COMMITTED_AT)
        .filter(Column::isCommitTimestampAllowed)
        .isEmpty()) {
      return "it has no column %s that takes commit timestamps"
          .formatted(IdempotencyTable.COMMITTED_AT);
    }
    OptionalLong length = table.findColumn(IdempotencyTable.OPERATION).orElseThrow().getMaxLength();
    if (length.isPresent()
        && operation.codePointCount(0, operation.length()) > length.getAsLong()) {
      return "its column %s is too short for the operation %s"
          .formatted(IdempotencyTable.OPERATION, operation);
    }
    for (Column column : table.getColumns()) {
      if (!column.isNullable()
          && column.getSource() == Column.Source.WRITER
          && WRITTEN.stream().noneMatch(column.getName()::equalsIgnoreCase)) {
        return "it has a column %s that may not be null".formatted(column.getName());
      }
    }
    List<String> key = table.getPrimaryKey().stream().map(KeyPart::getColumn).toList();
    return key.size() == 2
            && key.get(0).equalsIgnoreCase(IdempotencyTable.OPERATION)
            && key.get(1).equalsIgnoreCase(IdempotencyTable.ID)
        ? null
        : "its primary key is not (%s, %s)"
            .formatted(IdempotencyTable.OPERATION, IdempotencyTable.ID);
  }

  /** Returns which of the ids are in the table, each with the timestamp of its commit. */
  Map<String, Timestamp> find(ReadContext context, Collection<String> ids, ReadOption... options) {
    KeySet.Builder keys = KeySet.newBuilder();
    ids.forEach(id -> keys.addKey(Key.of(operation, id)));
    Map<String, Timestamp> found = new HashMap<>();
    try (var rows =
        context.read(table, keys.build(), columns.subList(1, columns.size()), options)) {
      while (rows.next()) {
        found.put(rows.getString(0), rows.getTimestamp(1));
      }
    }
    return found;
  }

  /** Returns the mutation that records an id; it fails if the table has the id. */
  Mutation insert(String id) {
    return Mutation.newInsertBuilder(table)
        .set(columns.get(0))
        .to(operation)
        .set(columns.get(1))
        .to(id)
        .set(columns.get(2))
        .to(Value.COMMIT_TIMESTAMP)
        .build();
  }
}
