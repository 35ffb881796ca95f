package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Options.RpcPriority;
import dev.lintel.coders.FailedRecordCoder;
import dev.lintel.coders.MutationCoder;
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
 * Writes mutations to Spanner and outputs each as written or as failed.
 *
 * <pre>{@code
 * WriteRowsResult result = mutations.apply("Write", WriteRows.to(config));
 * result.getFailed().apply("Dead letters", ...);
 * }</pre>
 *
 * <p><b>Delivery.</b> At least once: a mutation is sent again after a failure that leaves its
 * outcome unknown, and when the runner retries a bundle. Build mutations with {@code
 * newInsertOrUpdateBuilder} (or set {@link #withMode}) and with their whole key, so that sending
 * one again changes nothing: a key that the server makes would be another one. A bundle that does
 * not throw has committed everything that can be committed.
 *
 * <p><b>Failures.</b> One bad row costs only itself. A commit that Spanner rejects for its content
 * (INVALID_ARGUMENT, FAILED_PRECONDITION, ALREADY_EXISTS, NOT_FOUND, OUT_OF_RANGE) is split until
 * the bad rows are isolated. The bad rows go to {@link WriteRowsResult#getFailed}, each with its
 * own code and message, or with UNKNOWN for an insert of which it is not known whether it wrote the
 * row; the others are written. A commit that fails for a transient reason (UNAVAILABLE, ABORTED,
 * DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED) is retried with backoff until the total deadline of {@link
 * #withRetryPolicy}. Any other error, such as a missing permission or a missing database, fails the
 * bundle.
 *
 * <p>What concerns a table or a column is not looked for row by row. After a rejected commit, the
 * schema of the database is read again, at most every few seconds: rows that name a table or a
 * column that never existed are rejected together; if it was dropped after the writing had started,
 * the bundle fails with {@link SchemaChangedException}, and so does each retry. The writing starts
 * with the schema of {@link #withSchema}; without that, with the one that each worker process has
 * read first, so a process that starts after the change rejects the rows.
 *
 * <p><b>Order.</b> Within a bundle, mutations of one key are applied in their order, parents before
 * interleaved children and referenced tables before referencing ones; deletes in the reverse order
 * of tables. Rows that reference rows of their own table, or of a table that references theirs, are
 * ordered by the values of their foreign keys; rows that reference each other in a cycle are
 * written in one commit. A row whose referenced row comes later in the bundle waits for it, as long
 * as no delete comes between them and no more than 16 MiB of rows wait, or, if they alone are the
 * bundle's part of {@link ConnectionConfig#bufferBytes}, 1 MiB. Rows of tables that are newer than
 * the schema keep the order of their arrival.
 *
 * <p>Between bundles there is no order: to write tables level by level, use {@code Wait.on} with
 * the written rows of the level before. A bundle that fails has no commits in flight any more, so
 * none of them overtakes its retry.
 *
 * <p>A rejected commit costs one BatchWrite, which names the bad rows. On a server without
 * BatchWrite (emulators before 1.5.31) a bad row costs one or two commits if the schema or the
 * error shows which one it may be, else a number that grows with the logarithm of its batch. Two
 * cases cost more, because their order cannot be seen beforehand: deletes of rows that reference
 * each other, and rows whose referencing columns are filled by the server. Their batches are tried
 * again whenever another batch has been written.
 *
 * <p>The rows of a bundle are collected, at most 20,000 or 16 MiB of them and within the {@link
 * ConnectionConfig#bufferBytes} that all buffers of a process share, then sorted by key and
 * committed in batches, several at a time, within the connection's limit. {@link #sortedByKey}
 * sorts beyond a bundle. Works in batch and in streaming; every mutation keeps its window and
 * timestamp. The schema is read anew every five minutes.
 *
 * <p>Mutations of queues, which later clients have, fail the bundle: they belong to no table.
 */
@AutoValue
public abstract class WriteRows extends PTransform<PCollection<Mutation>, WriteRowsResult> {

  abstract ConnectionConfig getConfig();

  abstract WriteMode getMode();

  abstract CommitOptions getCommitOptions();

  abstract @Nullable BatchLimits getBatchLimitsOrNull();

  abstract boolean isSortedByKey();

  abstract RetryPolicy getRetryPolicy();

  abstract @Nullable DatabaseSchema getSchema();

  BatchLimits getBatchLimits() {
    BatchLimits given = getBatchLimitsOrNull();
    if (given != null) {
      return given;
    }
    return isSortedByKey() ? BatchLimits.ofSortedRows() : BatchLimits.defaults();
  }

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setConfig(ConnectionConfig config);

    abstract Builder setMode(WriteMode mode);

    abstract Builder setCommitOptions(CommitOptions options);

    abstract Builder setBatchLimitsOrNull(@Nullable BatchLimits limits);

    abstract Builder setSortedByKey(boolean sorted);

    abstract Builder setRetryPolicy(RetryPolicy policy);

    abstract Builder setSchema(@Nullable DatabaseSchema schema);

    abstract WriteRows build();
  }

  /**
   * Returns a write to a database with default limits and retries, in mode {@link
   * WriteMode#AS_GIVEN}.
   */
  public static WriteRows to(ConnectionConfig config) {
    return new AutoValue_WriteRows.Builder()
        .setConfig(config)
        .setMode(WriteMode.AS_GIVEN)
        .setCommitOptions(CommitOptions.NONE)
        .setSortedByKey(false)
        .setRetryPolicy(RetryPolicy.within(config.totalDeadline()))
        .build();
  }

  /** Writes every row with this operation, whatever operation its mutation was built with. */
  public WriteRows withMode(WriteMode mode) {
    return toBuilder().setMode(mode).build();
  }

  /** Sets the priority that Spanner gives to the commits. */
  public WriteRows withPriority(RpcPriority priority) {
    return withRequestOptions(getCommitOptions().requestOptions().withPriority(priority));
  }

  /**
   * Tags the transactions, so that Spanner's statistics list them separately.
   *
   * @throws IllegalArgumentException if the tag is not 1 to 50 printable ASCII characters
   */
  public WriteRows withTag(String tag) {
    return withRequestOptions(getCommitOptions().requestOptions().withTag(tag));
  }

  /**
   * Lets Spanner delay a commit that long to group it with others, for more throughput and more
   * latency.
   *
   * @throws IllegalArgumentException if the delay is not 0 to 500 ms, Spanner's limits
   */
  public WriteRows withMaxCommitDelay(Duration delay) {
    checkArgument(
        !delay.isNegative() && delay.toMillis() <= 500,
        "Spanner takes a commit delay of 0 to 500 ms, but it is %s",
        delay);
    return toBuilder().setCommitOptions(getCommitOptions().withMaxCommitDelay(delay)).build();
  }

  /**
   * Limits the size of a commit; without it, {@link BatchLimits#ofSortedRows} if the rows are
   * sorted, else {@link BatchLimits#defaults}.
   */
  public WriteRows withBatchLimits(BatchLimits limits) {
    return toBuilder().setBatchLimitsOrNull(limits).build();
  }

  /**
   * Writes the rows in the order of their keys, for bulk loads: Google's advice is commits of 1 to
   * 5 MB, each within few splits of the database. Without this, the rows of each bundle are sorted
   * for themselves, so a commit spans a fortieth of the keys of a full buffer, and commits of
   * different bundles overlap.
   *
   * <p>On a runner with several workers the rows are grouped by ranges of keys before they are
   * written, so commits hardly overlap. That takes a pass over all rows to sample their keys, and
   * one shuffle of all rows. On the direct runner, which would hold all of them in memory, up to
   * 80,000 rows or 64 MiB (within {@link ConnectionConfig#bufferBytes}) are sorted at once instead:
   * a quarter of the commits, and none spans more keys than without this.
   *
   * <p>Delivery and failures stay the same. Of the order, only that of the mutations of one key
   * stays, if they come in one bundle and their range has no more than 16 MiB. So rows that depend
   * on rows of other tables are to be written after those, as the jobs do it level by level.
   *
   * <p>The input is bounded and has no deletes, and the write needs a {@link #withSchema schema}:
   * else the pipeline is refused when it is built; a delete fails its bundle.
   */
  public WriteRows sortedByKey() {
    return toBuilder().setSortedByKey(true).build();
  }

  /** Sets how commits are retried; without it, within the total deadline of the config. */
  public WriteRows withRetryPolicy(RetryPolicy policy) {
    return toBuilder().setRetryPolicy(policy).build();
  }

  /**
   * Gives the schema if the caller has read it already; else each worker process reads it. It is
   * used to sort, to limit commits, and to notice what is dropped meanwhile. Rows of a table that
   * is not in it are written too: then the schema of the database is read again.
   */
  public WriteRows withSchema(DatabaseSchema schema) {
    return toBuilder().setSchema(schema).build();
  }

  /** Sets priority and tag of the commits. */
  public WriteRows withRequestOptions(RequestOptions options) {
    return toBuilder().setCommitOptions(getCommitOptions().withRequestOptions(options)).build();
  }

  @Override
  public WriteRowsResult expand(PCollection<Mutation> mutations) {
    SpannerConnections.forgetFacts(getConfig());
    var written = new TupleTag<Mutation>("written");
    var failed = new TupleTag<FailedRecord<Mutation>>("failed");
    PCollectionTuple outputs =
        (isSortedByKey() ? inOrder(mutations) : mutations)
            .apply(
                "Commit",
                ParDo.of(new WriteRowsFn(this, written, failed))
                    .withOutputTags(written, TupleTagList.of(failed)));
    return new WriteRowsResult(
        mutations.getPipeline(),
        written,
        outputs.get(written).setCoder(MutationCoder.of()),
        failed,
        outputs.get(failed).setCoder(FailedRecordCoder.of(MutationCoder.of())));
  }

  private PCollection<Mutation> inOrder(PCollection<Mutation> mutations) {
    checkArgument(
        mutations.isBounded() == PCollection.IsBounded.BOUNDED,
        "sortedByKey() needs a bounded input, because it has to see all keys before it writes;"
            + " leave it out to write %s",
        mutations.getName());
    DatabaseSchema schema = getSchema();
    checkArgument(schema != null, "sortedByKey() needs a schema: set it by withSchema()");
    // By name: the direct runner is no dependency of a pipeline that runs elsewhere.
    boolean isOneProcess =
        mutations.getPipeline().getOptions().getRunner().getSimpleName().equals("DirectRunner");
    return isOneProcess ? mutations : mutations.apply("Sort", new GroupByKeyRange(schema));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("database", getConfig().describe()).withLabel("Database"))
        .add(DisplayData.item("mode", getMode().name()).withLabel("Write mode"))
        .add(DisplayData.item("sortedByKey", isSortedByKey()).withLabel("Sorted by key"))
        .add(DisplayData.item("maxRows", getBatchLimits().maxRows()).withLabel("Rows a commit"))
        .add(
            DisplayData.item("totalDeadline", getRetryPolicy().totalDeadline().toString())
                .withLabel("Total deadline"));
    getCommitOptions().requestOptions().populateDisplayData(builder, "Transaction tag");
  }
}
