package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Options.RpcPriority;
import com.google.cloud.spanner.TimestampBound;
import com.google.common.collect.ImmutableList;
import com.google.spanner.v1.DirectedReadOptions;
import dev.lintel.coders.FailedRecordCoder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.failure.FailedRecord;
import dev.lintel.schema.DatabaseSchema;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Looks rows of a Spanner table up by key, and keeps each element together with its rows.
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
 * <p><b>Keys.</b> An element has no key, one or several. A key has the columns of the primary key,
 * or of the index of {@link #withIndex}, or the first of them: then it stands for all rows that
 * begin with it. A null in a key matches the row whose column is null, as Spanner's own reads have
 * it, but see {@link #withKeyFields}. A key of too many columns, or one that Spanner rejects, fails
 * its elements and no others.
 *
 * <p><b>Cost.</b> The elements of a bundle are collected up to {@link LookupLimits#maxElements};
 * each key among them is read once, some hundreds with one request, several requests at a time
 * within the connection's bound. A stream's bundles are small: {@link #withGathering} makes larger
 * ones of them. {@link #withCache} remembers what has been read. An index that does not have all of
 * the columns costs a second request, of the same timestamp, for the rows themselves.
 *
 * <p><b>Consistency.</b> Each request reads at a timestamp of its own, within {@link
 * #withTimestampBound}: the latest, unless told otherwise. With an exact timestamp all of them see
 * the same database. A cached answer may be as old as the cache lets it be.
 *
 * <p><b>Failures.</b> What fails for a passing reason is tried again, under the total deadline of
 * {@link #withRetryPolicy}. A missing table or right fails the bundle. A bundle that does not throw
 * has put out all of its elements.
 *
 * <p>As metrics it counts {@code elements}, {@code keys} (each once of those that are collected
 * together), {@code found}, {@code missing} and {@code failed} elements, {@code reads} and {@code
 * retries} of requests, {@code cache_hits} and {@code cache_misses} of keys.
 *
 * <p>Works in batch and in streaming. Every element keeps its window, timestamp and pane; the order
 * of elements is not kept.
 *
 * @param <T> the elements to look up for
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

  /** Looks up in that database; {@link #withTable} and the keys are still to be given. */
  public static <T> LookupRows<T> from(ConnectionConfig config) {
    return new AutoValue_LookupRows.Builder<T>()
        .setConfig(config)
        .setColumns(List.of())
        .setKeyFields(List.of())
        .setTimestampBound(TimestampBound.strong())
        .setOptions(ReadOptions.NONE)
        .setLimits(LookupLimits.defaults())
        .setRetryPolicy(RetryPolicy.defaults())
        .setWhenMissing(WhenMissing.SIDE_OUTPUT)
        .build();
  }

  /** The table, in any case of letters; {@code schema.Table} for one of a named schema. */
  public LookupRows<T> withTable(String table) {
    return toBuilder().setTableOrNull(table).build();
  }

  /**
   * Looks up by this index, unique or not, in place of the primary key. Rows that a NULL_FILTERED
   * index leaves out are not found.
   */
  public LookupRows<T> withIndex(String index) {
    return toBuilder().setIndexOrNull(index).build();
  }

  /** The columns of the rows, in this order; without it, all that can be read. */
  public LookupRows<T> withColumns(String... columns) {
    return withColumns(List.of(columns));
  }

  /** The columns of the rows, in this order; without it, all that can be read. */
  public LookupRows<T> withColumns(List<String> columns) {
    return toBuilder().setColumns(columns).build();
  }

  /** The keys of an element; {@link StructKeys} makes them of the columns of rows. */
  public LookupRows<T> withKeys(SerializableFunction<T, Iterable<Key>> keys) {
    checkState(getKeyFields().isEmpty(), "The keys are given by fields already");
    return toBuilder().setKeys(keys).build();
  }

  /**
   * The fields of a Beam schema that make up the key, in the order of the key's columns; {@code
   * a.b} is the field {@code b} of the row in {@code a}. An element in which one of them is null
   * has no key, as a null equals nothing in SQL, and so comes out missing.
   */
  public LookupRows<T> withKeyFields(String... fields) {
    checkState(getKeys() == null, "The keys are given by a function already");
    return toBuilder().setKeyFields(List.of(fields)).build();
  }

  /**
   * Strong by default; of an exact timestamp, an exact staleness or a maximal staleness. A read
   * that may be stale can be served by a replica nearby.
   */
  public LookupRows<T> withTimestampBound(TimestampBound bound) {
    return toBuilder().setTimestampBound(bound).build();
  }

  /** Asks Spanner to treat the reads as more or less urgent than other requests. */
  public LookupRows<T> withPriority(RpcPriority priority) {
    return toBuilder().setOptions(getOptions().withPriority(priority)).build();
  }

  /** Tags the requests, so that Spanner's statistics tell them from others. */
  public LookupRows<T> withTag(String tag) {
    checkArgument(
        tag.matches("[ -~]{1,50}"),
        "Spanner takes a tag of 1 to 50 printable ASCII characters, but it is %s",
        tag);
    return toBuilder().setOptions(getOptions().withTag(tag)).build();
  }

  /** Has the reads served by certain replicas. */
  public LookupRows<T> withDirectedReads(DirectedReadOptions directedReads) {
    return toBuilder().setOptions(getOptions().withDirectedReads(directedReads)).build();
  }

  public LookupRows<T> withLimits(LookupLimits limits) {
    return toBuilder().setLimits(limits).build();
  }

  public LookupRows<T> withRetryPolicy(RetryPolicy policy) {
    return toBuilder().setRetryPolicy(policy).build();
  }

  /** What becomes of elements without a row; by default they have an output of their own. */
  public LookupRows<T> withWhenMissing(WhenMissing whenMissing) {
    return toBuilder().setWhenMissing(whenMissing).build();
  }

  /**
   * Remembers answers in each worker process, for all of its threads and all steps that look up the
   * same.
   */
  public LookupRows<T> withCache(LookupCache cache) {
    return toBuilder().setCache(cache).build();
  }

  /** Gathers small bundles, as they are in streaming, up to a size and a delay. */
  public LookupRows<T> withGathering(Gathering gathering) {
    return toBuilder().setGathering(gathering).build();
  }

  /** The schema, if the caller has read it already. Otherwise each worker process reads it once. */
  public LookupRows<T> withSchema(DatabaseSchema schema) {
    return toBuilder().setSchema(schema).build();
  }

  LookupTarget getTarget() {
    String table = getTableOrNull();
    checkState(table != null, "Name the table to look up in, with withTable");
    return new LookupTarget(table, getIndexOrNull(), getColumns());
  }

  @Override
  public LookupRowsResult<T> expand(PCollection<T> input) {
    Coder<T> coder = input.getCoder();
    PCollection<ElementWithPane<T>> held =
        input
            .apply("Take down pane", ParDo.of(new CapturePaneFn<T>()))
            .setCoder(new ElementWithPaneCoder<>(coder));
    Gathering gathering = getGathering();
    if (gathering != null) {
      int groups = gathering.groups();
      held =
          held.apply(
                  "Any group",
                  WithKeys.<Integer, ElementWithPane<T>>of(
                          unused -> ThreadLocalRandom.current().nextInt(groups))
                      .withKeyType(TypeDescriptors.integers()))
              .setCoder(KvCoder.of(VarIntCoder.of(), new ElementWithPaneCoder<>(coder)))
              .apply(
                  "Gather", ParDo.of(new GatherFn<>(gathering, new ElementWithPaneCoder<>(coder))))
              .setCoder(new ElementWithPaneCoder<>(coder));
    }
    var found = new TupleTag<LookedUp<T>>();
    var missing = new TupleTag<T>();
    var failed = new TupleTag<FailedRecord<T>>();
    PCollectionTuple outputs =
        held.apply("Look up", ParDo.of(new LookupFn<>(this, keysOf(input))))
            .setCoder(new LookupOutcomeCoder<>(coder))
            .apply(
                "Put out",
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
    checkState(!getKeyFields().isEmpty(), "Say what the keys are, with withKeys or withKeyFields");
    checkState(
        input.hasSchema(), "Key fields are those of a schema, which the elements do not have");
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
