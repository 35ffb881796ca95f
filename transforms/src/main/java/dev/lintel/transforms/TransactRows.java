package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Options.RpcLockHint;
import com.google.cloud.spanner.Options.RpcPriority;
import com.google.common.collect.ImmutableList;
import dev.lintel.coders.FailedRecordCoder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.failure.FailedRecord;
import dev.lintel.schema.DatabaseSchema;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Changes rows by what is in them, exactly once for each element: a transaction reads rows by their
 * keys, and writes the mutations that a function computes from the element and these rows.
 *
 * <pre>{@code
 * TransactRowsResult<Payment> result =
 *     payments.apply(
 *         "Pay",
 *         TransactRows.<Payment>in(config)
 *             .withOperation("pay")
 *             .withId(Payment::id)
 *             .withRead(
 *                 "Accounts", List.of("Balance"), payment -> List.of(Key.of(payment.account())))
 *             .withChange(
 *                 (payment, rows) -> {
 *                   Key key = Key.of(payment.account());
 *                   long balance =
 *                       rows.find("Accounts", key).map(row -> row.getLong("Balance")).orElse(0L);
 *                   return List.of(
 *                       Mutation.newInsertOrUpdateBuilder("Accounts")
 *                           .set("AccountId")
 *                           .to(payment.account())
 *                           .set("Balance")
 *                           .to(balance + payment.amount())
 *                           .build());
 *                 }));
 * }</pre>
 *
 * <p><b>Delivery.</b> Exactly once for each id of an operation. The transaction that applies an
 * element also inserts its id into an {@link IdempotencyTable}, and an element whose id is there is
 * a duplicate, which changes nothing: whether a runner hands it over twice, a source delivers it
 * twice, a bundle is repeated, or the answer to a commit was lost. {@link IdempotencyTable#ddl}
 * creates the table; it has to exist before the pipeline runs. Its rows are deleted after 35 days
 * by default, and an element that comes again later than that is applied again. A bundle that does
 * not throw has decided all its elements.
 *
 * <p><b>Serializable.</b> What the function has read is what it changes: other writers, and other
 * elements, come before or after. Elements of a bundle that share a row of {@link #withRead} are
 * applied in their order, and each sees the changes of those before it. Of elements with one id the
 * first is applied; if it fails, the next one, which may then come behind later elements of its
 * row. Between bundles there is no order.
 *
 * <p><b>Failures.</b> One bad element costs only itself. A transaction that Spanner rejects for its
 * content (a violated constraint, a row that exists already) is split until the bad elements are
 * isolated. They go to {@link TransactRowsResult#getFailed}, each with its own code and message; so
 * do elements for which a function throws a RuntimeException, which is the way to refuse one. A
 * transaction that fails for a transient reason (UNAVAILABLE, ABORTED, DEADLINE_EXCEEDED,
 * RESOURCE_EXHAUSTED) is retried with backoff until the total deadline of {@link #withRetryPolicy}.
 * Any other error, such as a missing permission, fails the bundle. A table or column that is read
 * and does not exist fails the setup; one that only the change writes is not known before, and
 * fails each element that writes it. Where a function throws is logged once for each place in a
 * process.
 *
 * <p><b>Speed.</b> The elements of a bundle are collected, at most 10,000 or 16 MiB of them and
 * within the {@link ConnectionConfig#bufferBytes} that all buffers of a process share, and applied
 * in transactions of up to {@link #withMaxElements}, several at a time within the connection's
 * limit. A transaction takes one request for the ids, one for the rows of each table, and a commit.
 * Elements that share a row are in one transaction as long as it is certain how the row reads after
 * each change; a change that leaves this to the server (a generated column, a default, JSON, a
 * commit timestamp) makes the next element of the row wait for the next transaction.
 *
 * <p><b>Metrics.</b> {@code elements_applied}, {@code elements_duplicate}, {@code elements_failed};
 * {@code commits} and {@code retries} (transactions); {@code commit_latency_ms}.
 *
 * <p>Works in batch and in streaming; every element keeps its window and timestamp. The schema is
 * read anew every five minutes.
 *
 * @param <T> the type of the elements
 */
@AutoValue
public abstract class TransactRows<T> extends PTransform<PCollection<T>, TransactRowsResult<T>> {

  /**
   * Few enough that a transaction holds its locks for some milliseconds only, and enough that its
   * three round trips hardly matter.
   */
  private static final int DEFAULT_MAX_ELEMENTS = 100;

  abstract ConnectionConfig getConfig();

  abstract @Nullable String getOperationOrNull();

  abstract String getIdempotencyTable();

  abstract @Nullable SerializableFunction<T, String> getIdOrNull();

  abstract ImmutableList<DeclaredRead<T>> getReads();

  abstract @Nullable RowChange<T> getChangeOrNull();

  abstract int getMaxElements();

  abstract BatchLimits getBatchLimits();

  abstract RequestOptions getRequestOptions();

  abstract RetryPolicy getRetryPolicy();

  abstract @Nullable DatabaseSchema getSchema();

  abstract Builder<T> toBuilder();

  @AutoValue.Builder
  abstract static class Builder<T> {
    abstract Builder<T> setConfig(ConnectionConfig config);

    abstract Builder<T> setOperationOrNull(@Nullable String operation);

    abstract Builder<T> setIdempotencyTable(String table);

    abstract Builder<T> setIdOrNull(@Nullable SerializableFunction<T, String> id);

    abstract Builder<T> setReads(List<DeclaredRead<T>> reads);

    abstract Builder<T> setChangeOrNull(@Nullable RowChange<T> change);

    abstract Builder<T> setMaxElements(int elements);

    abstract Builder<T> setBatchLimits(BatchLimits limits);

    abstract Builder<T> setRequestOptions(RequestOptions options);

    abstract Builder<T> setRetryPolicy(RetryPolicy policy);

    abstract Builder<T> setSchema(@Nullable DatabaseSchema schema);

    abstract TransactRows<T> build();
  }

  /**
   * Returns a transform of a database, which still needs {@link #withOperation}, {@link #withId}
   * and {@link #withChange}.
   */
  public static <T> TransactRows<T> in(ConnectionConfig config) {
    return new AutoValue_TransactRows.Builder<T>()
        .setConfig(config)
        .setIdempotencyTable(IdempotencyTable.DEFAULT_NAME)
        .setReads(List.of())
        .setMaxElements(DEFAULT_MAX_ELEMENTS)
        .setBatchLimits(BatchLimits.defaults())
        .setRequestOptions(RequestOptions.NONE)
        .setRetryPolicy(RetryPolicy.within(config.totalDeadline()))
        .build();
  }

  /**
   * Names what is done, such as {@code pay}. An id is applied once for each operation, so two steps
   * that do different things to the same elements need different names. A step keeps its name from
   * one run to the next: under another one, all ids are new.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public TransactRows<T> withOperation(String operation) {
    checkArgument(!operation.isBlank(), "The operation has no name");
    return toBuilder().setOperationOrNull(operation).build();
  }

  /**
   * Sets the function that gives the id of an element: always the same one for what is to be
   * applied once, and another one for everything else of the operation, such as the id of an order
   * or an attribute of a message. An element without an id fails. Ids that grow, such as those that
   * begin with a time, make all writers write to one split of the table.
   */
  public TransactRows<T> withId(SerializableFunction<T, String> id) {
    return toBuilder().setIdOrNull(id).build();
  }

  /**
   * Names the table of the ids, in any letter case; {@code schema.Table} if it is in a named
   * schema. {@link IdempotencyTable#DEFAULT_NAME} without it.
   */
  public TransactRows<T> withIdempotencyTable(String table) {
    return toBuilder().setIdempotencyTable(table).build();
  }

  /**
   * Declares rows that the change of an element needs and may write. The transaction locks them
   * exclusively when it reads them, so that transactions that change one row wait for each other
   * instead of aborting each other. May be called for several tables; without it, nothing is read.
   *
   * @param table the table, in any letter case
   * @param columns the columns that {@link TransactionRows#find} returns, in any letter case; the
   *     rows have them under the names that are given here
   * @param keys gives the primary keys of the rows of an element; of rows that may not exist, too
   * @throws IllegalArgumentException if rows of the table are declared already, or there is no
   *     column
   */
  public TransactRows<T> withRead(
      String table, List<String> columns, SerializableFunction<T, Iterable<Key>> keys) {
    return withRead(table, columns, keys, RpcLockHint.EXCLUSIVE);
  }

  /**
   * Declares rows as {@link #withRead} does, for rows that are hardly ever written, such as
   * exchange rates: transactions that read the same ones do not wait for each other, and elements
   * that share only such rows have no order. A change may write them, but transactions that do so
   * at the same time abort each other.
   *
   * @throws IllegalArgumentException as {@link #withRead}
   */
  public TransactRows<T> withSharedRead(
      String table, List<String> columns, SerializableFunction<T, Iterable<Key>> keys) {
    return withRead(table, columns, keys, RpcLockHint.SHARED);
  }

  private TransactRows<T> withRead(
      String table,
      List<String> columns,
      SerializableFunction<T, Iterable<Key>> keys,
      RpcLockHint lock) {
    checkArgument(!columns.isEmpty(), "Name the columns to read of %s", table);
    checkArgument(
        getReads().stream().noneMatch(read -> read.table().equalsIgnoreCase(table)),
        "Rows of %s are declared already: give all of their keys by one function",
        table);
    return toBuilder()
        .setReads(
            ImmutableList.<DeclaredRead<T>>builder()
                .addAll(getReads())
                .add(new DeclaredRead<>(table, ImmutableList.copyOf(columns), keys, lock))
                .build())
        .build();
  }

  /** Sets the function that computes the mutations of an element. */
  public TransactRows<T> withChange(RowChange<T> change) {
    return toBuilder().setChangeOrNull(change).build();
  }

  /**
   * Limits how many elements a transaction applies; 100 without it. Fewer hold their locks for a
   * shorter time.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public TransactRows<T> withMaxElements(int elements) {
    checkArgument(
        elements >= 1, "A transaction has to apply one element at least, but it is %s", elements);
    return toBuilder().setMaxElements(elements).build();
  }

  /**
   * Limits the mutations of a transaction, with one more for the id of each element; {@link
   * BatchLimits#defaults} without it. The mutations of one element are never split.
   */
  public TransactRows<T> withBatchLimits(BatchLimits limits) {
    return toBuilder().setBatchLimits(limits).build();
  }

  /** Sets the priority that Spanner gives to the transactions. */
  public TransactRows<T> withPriority(RpcPriority priority) {
    return withRequestOptions(getRequestOptions().withPriority(priority));
  }

  /**
   * Tags the transactions, so that Spanner's statistics list them separately.
   *
   * @throws IllegalArgumentException if the tag is not 1 to 50 printable ASCII characters
   */
  public TransactRows<T> withTag(String tag) {
    return withRequestOptions(getRequestOptions().withTag(tag));
  }

  /** Sets priority and tag of the transactions. */
  public TransactRows<T> withRequestOptions(RequestOptions options) {
    return toBuilder().setRequestOptions(options).build();
  }

  /** Sets how transactions are retried; without it, within the total deadline of the config. */
  public TransactRows<T> withRetryPolicy(RetryPolicy policy) {
    return toBuilder().setRetryPolicy(policy).build();
  }

  /** Gives the schema if the caller has read it already; else each worker process reads it. */
  public TransactRows<T> withSchema(DatabaseSchema schema) {
    return toBuilder().setSchema(schema).build();
  }

  String getOperation() {
    String operation = getOperationOrNull();
    checkState(operation != null, "Name what is done, with withOperation");
    return operation;
  }

  SerializableFunction<T, String> getId() {
    SerializableFunction<T, String> id = getIdOrNull();
    checkState(id != null, "Give the ids of the elements, with withId");
    return id;
  }

  RowChange<T> getChange() {
    RowChange<T> change = getChangeOrNull();
    checkState(change != null, "Say what an element changes, with withChange");
    return change;
  }

  @Override
  public TransactRowsResult<T> expand(PCollection<T> elements) {
    String unusedOperation = getOperation();
    SerializableFunction<T, String> unusedId = getId();
    RowChange<T> unusedChange = getChange();
    SpannerConnections.forgetFacts(getConfig());
    Coder<T> coder = elements.getCoder();
    var applied = new TupleTag<AppliedElement<T>>();
    var duplicates = new TupleTag<AppliedElement<T>>();
    var failed = new TupleTag<FailedRecord<T>>();
    PCollectionTuple outputs =
        elements.apply(
            "Transact",
            ParDo.of(new TransactRowsFn<>(this, applied, duplicates, failed, coder))
                .withOutputTags(applied, TupleTagList.of(duplicates).and(failed)));
    return new TransactRowsResult<>(
        elements.getPipeline(),
        applied,
        outputs.get(applied).setCoder(AppliedElementCoder.of(coder)),
        duplicates,
        outputs.get(duplicates).setCoder(AppliedElementCoder.of(coder)),
        failed,
        outputs.get(failed).setCoder(FailedRecordCoder.of(coder)));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("database", getConfig().describe()).withLabel("Database"))
        .add(DisplayData.item("operation", getOperation()).withLabel("Operation"))
        .add(
            DisplayData.item("idempotencyTable", getIdempotencyTable())
                .withLabel("Idempotency table"))
        .add(
            DisplayData.item(
                    "tables",
                    String.join(", ", getReads().stream().map(DeclaredRead::table).toList()))
                .withLabel("Tables read"))
        .add(DisplayData.item("maxElements", getMaxElements()).withLabel("Elements a transaction"));
    getRequestOptions().populateDisplayData(builder, "Transaction tag");
  }
}
