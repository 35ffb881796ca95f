package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Options.RpcPriority;
import dev.lintel.coders.FailedRecordCoder;
import dev.lintel.coders.MutationCoder;
import dev.lintel.connection.ConnectionConfig;
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
 * Writes mutations to Spanner and says of each what became of it.
 *
 * <pre>{@code
 * WriteRowsResult result = mutations.apply("Write", WriteRows.to(config));
 * result.getFailed().apply("Dead letters", ...);
 * }</pre>
 *
 * <p><b>Delivery.</b> At least once: after a failure that leaves the outcome open, or when the
 * runner retries a bundle, a mutation is sent again. Build mutations with {@code
 * newInsertOrUpdateBuilder} (or set {@link #withMode}), so that sending one again changes nothing.
 * A bundle that does not throw has committed everything that can be committed.
 *
 * <p><b>Failures.</b> One bad row costs only itself. A commit that Spanner rejects for its content
 * (INVALID_ARGUMENT, FAILED_PRECONDITION, ALREADY_EXISTS, NOT_FOUND, OUT_OF_RANGE) is taken apart
 * until the bad rows stand alone; they come out of {@link WriteRowsResult#getFailed} with their own
 * code and message, the others are written. One that fails for a passing reason (UNAVAILABLE,
 * ABORTED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED) is sent again with backoff, under the total
 * deadline of {@link #withRetryPolicy}. Anything else, a missing right or a missing database, fails
 * the bundle.
 *
 * <p><b>Order.</b> Within a bundle, mutations of one key are applied in the order in which they
 * came, parents before interleaved children, referenced before referencing, deletes the other way
 * round. Between bundles there is no order: write the tables of one level behind {@code Wait.on}
 * the written rows of the level before.
 *
 * <p>The rows of a bundle are sorted by key and committed in batches, several at a time, within the
 * connection's bound. Works in batch and in streaming; windows and timestamps are kept.
 */
@AutoValue
public abstract class WriteRows extends PTransform<PCollection<Mutation>, WriteRowsResult> {

  abstract ConnectionConfig getConfig();

  abstract WriteMode getMode();

  abstract CommitOptions getCommitOptions();

  abstract BatchLimits getBatchLimits();

  abstract RetryPolicy getRetryPolicy();

  abstract @Nullable DatabaseSchema getSchema();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setConfig(ConnectionConfig config);

    abstract Builder setMode(WriteMode mode);

    abstract Builder setCommitOptions(CommitOptions options);

    abstract Builder setBatchLimits(BatchLimits limits);

    abstract Builder setRetryPolicy(RetryPolicy policy);

    abstract Builder setSchema(@Nullable DatabaseSchema schema);

    abstract WriteRows build();
  }

  /** Writes to that database, with the defaults of the classes that the other methods take. */
  public static WriteRows to(ConnectionConfig config) {
    return new AutoValue_WriteRows.Builder()
        .setConfig(config)
        .setMode(WriteMode.AS_GIVEN)
        .setCommitOptions(CommitOptions.NONE)
        .setBatchLimits(BatchLimits.defaults())
        .setRetryPolicy(RetryPolicy.defaults())
        .build();
  }

  /** Writes every row with this operation, whatever it was built with. */
  public WriteRows withMode(WriteMode mode) {
    return toBuilder().setMode(mode).build();
  }

  /** Asks Spanner to treat the commits as more or less urgent than other requests. */
  public WriteRows withPriority(RpcPriority priority) {
    return toBuilder().setCommitOptions(getCommitOptions().withPriority(priority)).build();
  }

  /** Tags the transactions, so that Spanner's statistics tell them from others. */
  public WriteRows withTag(String tag) {
    checkArgument(
        tag.matches("[ -~]{1,50}"),
        "Spanner takes a tag of 1 to 50 printable ASCII characters, but it is %s",
        tag);
    return toBuilder().setCommitOptions(getCommitOptions().withTag(tag)).build();
  }

  /**
   * Lets Spanner hold a commit back that long in order to group it with others: more throughput for
   * more latency. Spanner takes 0 to 500 ms.
   */
  public WriteRows withMaxCommitDelay(Duration delay) {
    checkArgument(
        !delay.isNegative() && delay.toMillis() <= 500,
        "Spanner takes a commit delay of 0 to 500 ms, but it is %s",
        delay);
    return toBuilder().setCommitOptions(getCommitOptions().withMaxCommitDelay(delay)).build();
  }

  public WriteRows withBatchLimits(BatchLimits limits) {
    return toBuilder().setBatchLimits(limits).build();
  }

  public WriteRows withRetryPolicy(RetryPolicy policy) {
    return toBuilder().setRetryPolicy(policy).build();
  }

  /**
   * The schema, if the caller has read it already. Otherwise each worker process reads it once. It
   * serves for sorting and counting only: rows of a table that is not in it are written all the
   * same.
   */
  public WriteRows withSchema(DatabaseSchema schema) {
    return toBuilder().setSchema(schema).build();
  }

  @Override
  public WriteRowsResult expand(PCollection<Mutation> mutations) {
    var written = new TupleTag<Mutation>() {};
    var failed = new TupleTag<FailedRecord<Mutation>>() {};
    PCollectionTuple outputs =
        mutations.apply(
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

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("database", getConfig().describe()).withLabel("Database"))
        .add(DisplayData.item("mode", getMode().name()).withLabel("Write mode"))
        .add(DisplayData.item("maxRows", getBatchLimits().maxRows()).withLabel("Rows a commit"))
        .add(
            DisplayData.item("totalDeadline", getRetryPolicy().totalDeadline().toString())
                .withLabel("Total deadline"));
    var options = getCommitOptions();
    builder
        .addIfNotNull(
            DisplayData.item(
                    "priority", options.priority() == null ? null : options.priority().name())
                .withLabel("Priority"))
        .addIfNotNull(DisplayData.item("tag", options.tag()).withLabel("Transaction tag"));
  }
}
