package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Options.RpcPriority;
import dev.lintel.coders.FailedRecordCoder;
import dev.lintel.coders.KeyCoder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.failure.FailedRecord;
import dev.lintel.schema.DatabaseSchema;
import java.time.Duration;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Deletes the rows of keys, each only if it still meets a condition, and outputs each key as
 * deleted, as changed or as failed.
 *
 * <pre>{@code
 * DeleteRowsResult result =
 *     keys.apply(
 *         "Delete",
 *         DeleteRows.from(config)
 *             .withTable("Sessions")
 *             .withCondition("LastSeen < TIMESTAMP '2026-01-01T00:00:00Z'")
 *             .withRowsPerSecond(2_000));
 * result.getChanged().apply("Kept", ...);
 * result.getFailed().apply("Dead letters", ...);
 * }</pre>
 *
 * <p><b>Condition.</b> The keys were read some time ago, and their rows may have changed since. So
 * the transaction that deletes a row first asks the database whether the row exists and meets
 * {@link #withCondition}. A row that does not is left alone, and its key is output as changed.
 * Without a condition, only keys without a row are changed. A key that comes twice is deleted once,
 * and changed the other time; if its row cannot be deleted, it fails both times.
 *
 * <p><b>Delivery.</b> A row that is deleted is counted once: if the answer to a commit is lost, the
 * transaction is run again, and what it finds gone of its own rows counts as deleted. A runner that
 * repeats a whole bundle, because something else in it failed, finds the rows that the bundle has
 * deleted gone, and they count as changed. A bundle that does not throw has decided all its keys.
 *
 * <p><b>Failures.</b> One bad row costs only itself. A commit that Spanner rejects for its content,
 * such as a row of an ON DELETE NO ACTION child or a row that references the deleted one, is split
 * until the bad rows are isolated. They go to {@link DeleteRowsResult#getFailed}, each with its own
 * code and message; the others are deleted. A key that is no key of the table fails too. A commit
 * that fails for a transient reason (UNAVAILABLE, ABORTED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED)
 * is retried with backoff until the total deadline of {@link #withRetryPolicy}. Any other error,
 * such as a condition that the database does not understand, fails the bundle.
 *
 * <p><b>Size of a commit.</b> The rows of interleaved children that are deleted along (ON DELETE
 * CASCADE) count against Spanner's limit of mutations, as index entries do. They are counted first,
 * and the batches are made accordingly. A commit that Spanner still refuses for its size is halved.
 * A single row with more children than one commit takes fails, with a message that says so: delete
 * its children first.
 *
 * <p><b>Speed.</b> The keys of a bundle are collected, at most 20,000 or 16 MiB of them, sorted as
 * the table is, and deleted in batches, several at a time within the connection's limit. {@link
 * #withRowsPerSecond} and {@link #withMaxCommitLatency} slow this down, and {@link #withGate} holds
 * it.
 *
 * <p><b>Metrics.</b> {@code rows_deleted}, {@code rows_changed}, {@code rows_failed}; {@code
 * commits} and {@code retries} (transactions); {@code commit_latency_ms}; {@code throttled_ms} (how
 * long threads waited for the rate, the latency or the gate).
 *
 * <p>Works in batch and in streaming; every key keeps its window and timestamp. The schema is read
 * anew every five minutes.
 */
@AutoValue
public abstract class DeleteRows extends PTransform<PCollection<Key>, DeleteRowsResult> {

  /**
   * Ten times the rows of a commit that writes: a delete carries no row, and each transaction asks
   * the database once for all of its rows.
   */
  private static final int MAX_ROWS = 5_000;

  abstract ConnectionConfig getConfig();

  abstract @Nullable String getTableOrNull();

  abstract @Nullable String getCondition();

  abstract RequestOptions getRequestOptions();

  abstract BatchLimits getBatchLimits();

  abstract RetryPolicy getRetryPolicy();

  abstract @Nullable Integer getRowsPerSecond();

  abstract @Nullable Duration getMaxCommitLatency();

  abstract DeleteGate getGate();

  abstract @Nullable DatabaseSchema getSchema();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setConfig(ConnectionConfig config);

    abstract Builder setTableOrNull(@Nullable String table);

    abstract Builder setCondition(@Nullable String condition);

    abstract Builder setRequestOptions(RequestOptions options);

    abstract Builder setBatchLimits(BatchLimits limits);

    abstract Builder setRetryPolicy(RetryPolicy policy);

    abstract Builder setRowsPerSecond(@Nullable Integer rows);

    abstract Builder setMaxCommitLatency(@Nullable Duration latency);

    abstract Builder setGate(DeleteGate gate);

    abstract Builder setSchema(@Nullable DatabaseSchema schema);

    abstract DeleteRows build();
  }

  /** Returns a delete in a database, which still needs {@link #withTable}. */
  public static DeleteRows from(ConnectionConfig config) {
    return new AutoValue_DeleteRows.Builder()
        .setConfig(config)
        .setRequestOptions(RequestOptions.NONE)
        .setBatchLimits(defaultBatchLimits())
        .setRetryPolicy(RetryPolicy.within(config.totalDeadline()))
        .setGate(DeleteGate.OPEN)
        .build();
  }

  /**
   * Returns the limits of a commit without {@link #withBatchLimits}: 5,000 rows, and a quarter of
   * Spanner's limit of mutations, with index entries and the rows of children.
   */
  public static BatchLimits defaultBatchLimits() {
    return BatchLimits.defaults().withMaxRows(MAX_ROWS);
  }

  /** Names the table, in any letter case; {@code schema.Table} if it is in a named schema. */
  public DeleteRows withTable(String table) {
    return toBuilder().setTableOrNull(table).build();
  }

  /**
   * Deletes a row only if it meets this condition when it is deleted.
   *
   * @param sql a boolean expression in the dialect of the database, over the columns of the table,
   *     which may be qualified by the table's name. A row for which it is NULL is not deleted
   * @throws IllegalArgumentException if it is blank
   */
  public DeleteRows withCondition(String sql) {
    checkArgument(!sql.isBlank(), "The condition is empty");
    return toBuilder().setCondition(sql).build();
  }

  /**
   * Limits how many rows each worker process deletes in a second, for all of its threads. Each
   * second has about this many rows, without bursts.
   *
   * <p>The rate is that of one process, because no process knows how many others there are: a
   * runner adds and removes them. For a rate of the whole job, fix the number of workers and give
   * each its part. Keys that turn out to be changed count, too.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public DeleteRows withRowsPerSecond(int rows) {
    checkArgument(rows >= 1, "At least one row a second has to be deleted, but it is %s", rows);
    return toBuilder().setRowsPerSecond(rows).build();
  }

  /**
   * Slows down while commits take longer than this, so that the database has time for its other
   * work: the process pauses between commits, longer each time, and makes them smaller. As soon as
   * commits are fast again, it speeds up step by step.
   *
   * @throws IllegalArgumentException if it is not more than zero
   */
  public DeleteRows withMaxCommitLatency(Duration latency) {
    checkArgument(
        !latency.isNegative() && !latency.isZero(),
        "A commit takes more than no time, but the bound is %s",
        latency);
    return toBuilder().setMaxCommitLatency(latency).build();
  }

  /**
   * Asks this gate before each batch, and waits as long as it blocks. What is already being
   * committed then is finished. {@link DeleteGate#OPEN} without it.
   */
  public DeleteRows withGate(DeleteGate gate) {
    return toBuilder().setGate(gate).build();
  }

  /** Sets the priority that Spanner gives to the transactions. */
  public DeleteRows withPriority(RpcPriority priority) {
    return withRequestOptions(getRequestOptions().withPriority(priority));
  }

  /**
   * Tags the transactions, so that Spanner's statistics list them separately.
   *
   * @throws IllegalArgumentException if the tag is not 1 to 50 printable ASCII characters
   */
  public DeleteRows withTag(String tag) {
    return withRequestOptions(getRequestOptions().withTag(tag));
  }

  /** Sets priority and tag of the transactions. */
  public DeleteRows withRequestOptions(RequestOptions options) {
    return toBuilder().setRequestOptions(options).build();
  }

  /** Limits the size of a commit; {@link #defaultBatchLimits} without it. */
  public DeleteRows withBatchLimits(BatchLimits limits) {
    return toBuilder().setBatchLimits(limits).build();
  }

  /** Sets how transactions are retried; without it, within the total deadline of the config. */
  public DeleteRows withRetryPolicy(RetryPolicy policy) {
    return toBuilder().setRetryPolicy(policy).build();
  }

  /** Gives the schema if the caller has read it already; else each worker process reads it. */
  public DeleteRows withSchema(DatabaseSchema schema) {
    return toBuilder().setSchema(schema).build();
  }

  String getTable() {
    String table = getTableOrNull();
    checkState(table != null, "Name the table to delete from, with withTable");
    return table;
  }

  @Override
  public DeleteRowsResult expand(PCollection<Key> keys) {
    String unused = getTable();
    SpannerConnections.forgetFacts(getConfig());
    var deleted = new TupleTag<Key>("deleted");
    var changed = new TupleTag<Key>("changed");
    var failed = new TupleTag<FailedRecord<Key>>("failed");
    PCollectionTuple outputs =
        keys.apply(
            "Delete",
            ParDo.of(new DeleteRowsFn(this, deleted, changed, failed))
                .withOutputTags(deleted, TupleTagList.of(changed).and(failed)));
    return new DeleteRowsResult(
        keys.getPipeline(),
        deleted,
        outputs.get(deleted).setCoder(KeyCoder.of()),
        changed,
        outputs.get(changed).setCoder(KeyCoder.of()),
        failed,
        outputs.get(failed).setCoder(FailedRecordCoder.of(KeyCoder.of())));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("database", getConfig().describe()).withLabel("Database"))
        .add(DisplayData.item("table", getTable()).withLabel("Table"))
        .addIfNotNull(DisplayData.item("condition", getCondition()).withLabel("Condition"))
        .addIfNotNull(DisplayData.item("rowsPerSecond", getRowsPerSecond()).withLabel("Rows/s"))
        .add(DisplayData.item("maxRows", getBatchLimits().maxRows()).withLabel("Rows a commit"));
    getRequestOptions().populateDisplayData(builder, "Transaction tag");
  }
}
