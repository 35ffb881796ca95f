package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkState;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Options.RpcPriority;
import com.google.cloud.spanner.TimestampBound;
import com.google.common.collect.ImmutableList;
import com.google.spanner.v1.DirectedReadOptions;
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
 * Looks up rows of a Spanner table by key, and outputs each element together with its rows.
 *
 * <pre>{@code
 * LookupRowsResult<Route> routes =
 *     input.apply(
 *         LookupRows.<Route>from(config)
 *             .withTable("Airports")
 *             .withColumns("Name", "City")
 *             .withKeys(route -> List.of(Key.of(route.getSourceAirportId()))));
 * routes.getFound().apply(...);
 * }</pre>
 *
 * <p><b>Keys.</b> An element has any number of keys, also zero. A key consists of the columns of
 * the primary key, or of the index of {@link #withIndex}; with only the first of these columns it
 * matches all rows that begin with it. A null in a key matches rows whose column is null, as in
 * Spanner's own reads, but see {@link #withKeyFields}. A key with too many columns, or one that
 * Spanner rejects, fails its elements and no others.
 *
 * <p><b>Cost.</b> The elements of a bundle are collected up to {@link LookupLimits#maxElements},
 * fewer at first and where their rows are large (see {@link LookupLimits}). Each key among those
 * that are collected together is read once, hundreds of keys with one request, several requests at
 * a time within the connection's limit. In streaming, bundles are small: {@link #withGathering}
 * combines them into larger ones. {@link #withCache} keeps the rows that were read. If an index
 * does not have all of the columns, a second request at the same timestamp reads the rows
 * themselves.
 *
 * <p><b>Consistency.</b> Each request reads at its own timestamp, which {@link #withTimestampBound}
 * chooses: by default the latest. With an exact timestamp all requests see the same state of the
 * database. A cached answer may be as old as the limits of the cache allow.
 *
 * <p><b>Schema.</b> Each worker process reads the schema of the database, and reads it again every
 * five minutes. So a lookup without {@link #withColumns} returns a new column after that time, and
 * in a pipeline that is built later. If the table, the index or a column does not exist any more,
 * the process reads the schema again and looks the keys up once more.
 *
 * <p><b>Failures.</b> A request that fails for a transient reason is retried until the total
 * deadline of {@link #withRetryPolicy}. A missing table or a missing permission fails the bundle. A
 * bundle that does not throw has output all of its elements.
 *
 * <p><b>Metrics.</b> {@code elements}; {@code keys} (distinct among the elements that are collected
 * together); {@code found}, {@code missing} and {@code failed} (elements); {@code reads} and {@code
 * retries} (requests); {@code cache_hits} and {@code cache_misses} (keys).
 *
 * <p>Works in batch and in streaming. Every element keeps its window, timestamp and pane; elements
 * do not keep their order.
 *
 * @param <T> the type of the elements
 */
@AutoValue
public abstract class LookupRows<T> extends PTransform<PCollection<T>, LookupRowsResult<T>> {

  abstract ConnectionConfig getConfig();

  abstract @Nullable String getTableOrNull();

  abstract @Nullable String getIndexOrNull();

  abstract ImmutableList<String> getColumns();

  abstract @Nullable SerializableFunction<T, Iterable<Key>> getKeys();

  abstract ImmutableList<String> getKeyFields();

  abstract TimestampBound getTimestampBound();

  abstract ReadOptions getOptions();

  abstract LookupLimits getLimits();

  abstract RetryPolicy getRetryPolicy();

  abstract WhenMissing getWhenMissing();

  abstract @Nullable LookupCache getCache();

  abstract @Nullable Gathering getGathering();

  abstract @Nullable DatabaseSchema getSchema();

  abstract Builder<T> toBuilder();

  @AutoValue.Builder
  abstract static class Builder<T> {
    abstract Builder<T> setConfig(ConnectionConfig config);

    abstract Builder<T> setTableOrNull(@Nullable String table);

    abstract Builder<T> setIndexOrNull(@Nullable String index);

    abstract Builder<T> setColumns(List<String> columns);

    abstract Builder<T> setKeys(@Nullable SerializableFunction<T, Iterable<Key>> keys);

    abstract Builder<T> setKeyFields(List<String> fields);

    abstract Builder<T> setTimestampBound(TimestampBound bound);

    abstract Builder<T> setOptions(ReadOptions options);

    abstract Builder<T> setLimits(LookupLimits limits);

    abstract Builder<T> setRetryPolicy(RetryPolicy policy);

    abstract Builder<T> setWhenMissing(WhenMissing whenMissing);

    abstract Builder<T> setCache(@Nullable LookupCache cache);

    abstract Builder<T> setGathering(@Nullable Gathering gathering);

    abstract Builder<T> setSchema(@Nullable DatabaseSchema schema);

    abstract LookupRows<T> build();
  }

  /** Returns a lookup in a database, which still needs {@link #withTable} and the keys. */
  public static <T> LookupRows<T> from(ConnectionConfig config) {
    return new AutoValue_LookupRows.Builder<T>()
        .setConfig(config)
        .setColumns(List.of())
        .setKeyFields(List.of())
        .setTimestampBound(TimestampBound.strong())
        .setOptions(ReadOptions.defaults())
        .setLimits(LookupLimits.defaults())
        .setRetryPolicy(RetryPolicy.within(config.totalDeadline()))
        .setWhenMissing(WhenMissing.SIDE_OUTPUT)
        .build();
  }

  /** Names the table, in any letter case; {@code schema.Table} if it is in a named schema. */
  public LookupRows<T> withTable(String table) {
    return toBuilder().setTableOrNull(table).build();
  }

  /**
   * Looks up by this index, unique or not, instead of the primary key. Rows that a NULL_FILTERED
   * index leaves out are not found.
   */
  public LookupRows<T> withIndex(String index) {
    return toBuilder().setIndexOrNull(index).build();
  }

  /** Chooses the columns of the rows and their order; by default all readable columns. */
  public LookupRows<T> withColumns(String... columns) {
    return withColumns(List.of(columns));
  }

  /** Chooses the columns of the rows and their order; by default all readable columns. */
  public LookupRows<T> withColumns(List<String> columns) {
    return toBuilder().setColumns(columns).build();
  }

  /** Sets the function that gives the keys of an element, such as {@link StructKeys}. */
  public LookupRows<T> withKeys(SerializableFunction<T, Iterable<Key>> keys) {
    checkState(getKeyFields().isEmpty(), "The keys are given by fields already");
    return toBuilder().setKeys(keys).build();
  }

  /**
   * Names the fields of the elements' Beam schema that form the key, in the order of the key's
   * columns; {@code a.b} is the field {@code b} of the row in {@code a}. An element with null in
   * one of them has no key, because null equals nothing in SQL, and counts as missing.
   */
  public LookupRows<T> withKeyFields(String... fields) {
    checkState(getKeys() == null, "The keys are given by a function already");
    return toBuilder().setKeyFields(List.of(fields)).build();
  }

  /**
   * Chooses the timestamps of the reads: strong (the default), an exact timestamp, an exact
   * staleness or a maximum staleness. A read that may be stale can be served by a replica nearby.
   */
  public LookupRows<T> withTimestampBound(TimestampBound bound) {
    return toBuilder().setTimestampBound(bound).build();
  }

  /** Sets the priority that Spanner gives to the reads. */
  public LookupRows<T> withPriority(RpcPriority priority) {
    return withRequestOptions(getOptions().getRequestOptions().withPriority(priority));
  }

  /**
   * Tags the requests, so that Spanner's statistics list them separately.
   *
   * @throws IllegalArgumentException if the tag is not 1 to 50 printable ASCII characters
   */
  public LookupRows<T> withTag(String tag) {
    return withRequestOptions(getOptions().getRequestOptions().withTag(tag));
  }

  /** Chooses the replicas or regions that serve the reads. */
  public LookupRows<T> withDirectedReads(DirectedReadOptions directedReads) {
    return toBuilder().setOptions(getOptions().withDirectedReads(directedReads)).build();
  }

  /** Limits how much is looked up at a time; {@link LookupLimits#defaults} without it. */
  public LookupRows<T> withLimits(LookupLimits limits) {
    return toBuilder().setLimits(limits).build();
  }

  /** Sets how requests are retried; without it, within the total deadline of the config. */
  public LookupRows<T> withRetryPolicy(RetryPolicy policy) {
    return toBuilder().setRetryPolicy(policy).build();
  }

  /** Chooses what happens to elements without a row; by default {@link WhenMissing#SIDE_OUTPUT}. */
  public LookupRows<T> withWhenMissing(WhenMissing whenMissing) {
    return toBuilder().setWhenMissing(whenMissing).build();
  }

  /**
   * Caches answers in each worker process, for all of its threads and all steps that look up the
   * same.
   */
  public LookupRows<T> withCache(LookupCache cache) {
    return toBuilder().setCache(cache).build();
  }

  /**
   * Combines small bundles, as in streaming, up to a number of elements and a delay, whatever
   * windows the elements are in. No element is dropped, however late it is.
   */
  public LookupRows<T> withGathering(Gathering gathering) {
    return toBuilder().setGathering(gathering).build();
  }

  /**
   * Gives the schema if the caller has read it already; then the lookup keeps to it, and fails if
   * the database does not have the table, the index or a column any more. Else each worker process
   * reads the schema, see above.
   */
  public LookupRows<T> withSchema(DatabaseSchema schema) {
    return toBuilder().setSchema(schema).build();
  }

  /** Sets priority and tag of the requests. */
  public LookupRows<T> withRequestOptions(RequestOptions options) {
    return toBuilder().setOptions(getOptions().withRequestOptions(options)).build();
  }

  LookupTarget getTarget() {
    String table = getTableOrNull();
    checkState(table != null, "Name the table to look up in, with withTable");
    return new LookupTarget(table, getIndexOrNull(), getColumns());
  }

  @Override
  public LookupRowsResult<T> expand(PCollection<T> input) {
    SpannerConnections.forgetFacts(getConfig());
    Coder<T> coder = input.getCoder();
    Gathering gathering = getGathering();
    PCollection<ElementWithPane<T>> elements =
        gathering == null
            ? input
                .apply("Capture pane", ParDo.of(new CapturePaneFn<T>()))
                .setCoder(new ElementWithPaneCoder<>(coder))
            : input.apply("Gather elements", new GatherElements<>(gathering));
    var found = new TupleTag<LookedUp<T>>("found");
    var missing = new TupleTag<T>("missing");
    var failed = new TupleTag<FailedRecord<T>>("failed");
    PCollectionTuple outputs =
        elements
            .apply("Look up", ParDo.of(new LookupFn<>(this, keysOf(input), coder)))
            .setCoder(new LookupOutcomeCoder<>(coder))
            .apply(
                "Emit outcomes",
                ParDo.of(new SplitOutcomesFn<>(this, found, missing, failed))
                    .withOutputTags(found, TupleTagList.of(missing).and(failed)));
    return new LookupRowsResult<>(
        input.getPipeline(),
        found,
        outputs.get(found).setCoder(LookedUpCoder.of(coder)),
        missing,
        outputs.get(missing).setCoder(coder),
        failed,
        outputs.get(failed).setCoder(FailedRecordCoder.of(coder)));
  }

  private SerializableFunction<T, Iterable<Key>> keysOf(PCollection<T> input) {
    SerializableFunction<T, Iterable<Key>> keys = getKeys();
    if (keys != null) {
      return keys;
    }
    checkState(!getKeyFields().isEmpty(), "Give the keys, with withKeys or withKeyFields");
    checkState(
        input.hasSchema(), "withKeyFields needs elements with a Beam schema, but these have none");
    return new RowKeys<>(
        RowKeys.paths(input.getSchema(), getKeyFields()), input.getToRowFunction());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    LookupTarget target = getTarget();
    builder
        .add(DisplayData.item("database", getConfig().describe()).withLabel("Database"))
        .add(DisplayData.item("table", target.table()).withLabel("Table"))
        .addIfNotNull(DisplayData.item("index", target.indexOrNull()).withLabel("Index"))
        .add(DisplayData.item("columns", String.join(", ", target.columns())).withLabel("Columns"))
        .add(DisplayData.item("bound", getTimestampBound().toString()).withLabel("Timestamp"))
        .add(DisplayData.item("maxKeys", getLimits().maxKeys()).withLabel("Keys a request"));
  }
}
