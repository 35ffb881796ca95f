package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.DecodeMode;
import com.google.cloud.spanner.Options.RpcPriority;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.TimestampBound;
import com.google.common.collect.ImmutableList;
import com.google.spanner.v1.DirectedReadOptions;
import dev.lintel.coders.StructCoder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.schema.DatabaseSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Reads tables and queries from one snapshot of a Spanner database.
 *
 * <pre>{@code
 * ReadRowsResult result =
 *     pipeline.apply("Read", ReadRows.from(config).withTable("Airports").withTable("Routes"));
 * PCollection<Struct> airports = result.getRows("Airports");
 * }</pre>
 *
 * <p><b>Consistency.</b> All reads of one transform see the database at one timestamp: the latest
 * when the step starts, or the one that {@link #withTimestampBound} chooses. So a child row never
 * appears without its parent. A timestamp in the future, or older than the database keeps versions,
 * is rejected before anything is read.
 *
 * <p><b>Partitions.</b> Spanner partitions each read; the partitions are spread over the workers,
 * and each is read as a stream on the shared connection. A query that Spanner cannot partition is
 * read in one piece, with one warning in the log. Rows have no order.
 *
 * <p><b>Delivery.</b> A partition whose bundle fails is read again from the same snapshot, and
 * gives the same rows. After a transient failure within a stream the client resumes the stream. A
 * stream that delivers no row for the time of {@link #withStallTimeout} fails the bundle, and so
 * does any other error, such as a missing table or an invalid query.
 *
 * <p>Rows are {@link com.google.cloud.spanner.Struct}s with the columns in the requested order;
 * {@link ReadRowsResult} also gives them as Beam rows and as Avro records. To process the rows of a
 * partition one after the other in one place, without making elements of them, use {@link
 * #perPartition}.
 */
@AutoValue
public abstract class ReadRows extends PTransform<PBegin, ReadRowsResult> {

  abstract ConnectionConfig getConfig();

  /** The distinct names of the reads. */
  abstract ImmutableList<String> getNames();

  abstract ImmutableList<ReadSpec> getReads();

  abstract TimestampBound getTimestampBound();

  abstract ReadOptions getOptions();

  abstract ReadColumns getColumns();

  abstract Duration getStallTimeout();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setConfig(ConnectionConfig config);

    abstract Builder setNames(List<String> names);

    abstract Builder setReads(List<ReadSpec> reads);

    abstract Builder setTimestampBound(TimestampBound bound);

    abstract Builder setOptions(ReadOptions options);

    abstract Builder setColumns(ReadColumns columns);

    abstract Builder setStallTimeout(Duration timeout);

    abstract ReadRows build();
  }

  /** Returns a strong read of a database; {@link #withTable} and the like add what to read. */
  public static ReadRows from(ConnectionConfig config) {
    return new AutoValue_ReadRows.Builder()
        .setConfig(config)
        .setNames(List.of())
        .setReads(List.of())
        .setTimestampBound(TimestampBound.strong())
        .setOptions(ReadOptions.defaults())
        .setColumns(new ReadColumns(null))
        .setStallTimeout(config.totalDeadline())
        .build();
  }

  /**
   * Adds a read.
   *
   * @param name the name of the read in the result
   */
  public ReadRows withRead(String name, ReadSpec read) {
    checkArgument(!getNames().contains(name), "There is a read named %s already", name);
    return toBuilder()
        .setNames(append(getNames(), name))
        .setReads(append(getReads(), read))
        .build();
  }

  /** Adds a read of all readable columns of a table, under the table's name. */
  public ReadRows withTable(String table) {
    return withRead(table, ReadSpec.ofTable(table));
  }

  /** Adds a read of some columns of a table, under the table's name. */
  public ReadRows withTable(String table, String... columns) {
    return withRead(table, ReadSpec.ofTable(table).withColumns(columns));
  }

  /** Adds a query under a name. */
  public ReadRows withQuery(String name, Statement query) {
    return withRead(name, ReadSpec.ofQuery(query));
  }

  /**
   * Chooses the snapshot: strong (the default), an exact timestamp or an exact staleness.
   *
   * @throws IllegalArgumentException if the staleness is bounded, because reads with such a bound
   *     need not share a timestamp
   */
  public ReadRows withTimestampBound(TimestampBound bound) {
    checkArgument(
        switch (bound.getMode()) {
          case STRONG, READ_TIMESTAMP, EXACT_STALENESS -> true;
          case MIN_READ_TIMESTAMP, MAX_STALENESS -> false;
        },
        "Reads that share a snapshot take no bounded staleness, but the bound is %s",
        bound);
    return toBuilder().setTimestampBound(bound).build();
  }

  /** Sets the priority that Spanner gives to the reads. */
  public ReadRows withPriority(RpcPriority priority) {
    return withRequestOptions(getOptions().getRequestOptions().withPriority(priority));
  }

  /**
   * Tags the requests, so that Spanner's statistics list them separately.
   *
   * @throws IllegalArgumentException if the tag is not 1 to 50 printable ASCII characters
   */
  public ReadRows withTag(String tag) {
    return withRequestOptions(getOptions().getRequestOptions().withTag(tag));
  }

  /** Reads with Spanner's Data Boost, which does not use the capacity of the instance. */
  public ReadRows withDataBoost() {
    return withOptions(getOptions().withDataBoost());
  }

  /** Chooses the replicas or regions that serve the reads. */
  public ReadRows withDirectedReads(DirectedReadOptions directedReads) {
    return withOptions(getOptions().withDirectedReads(directedReads));
  }

  /** Asks for at most that many partitions of each read; to Spanner it is only a hint. */
  public ReadRows withMaxPartitions(long maxPartitions) {
    checkArgument(maxPartitions > 0, "maxPartitions must be positive, but is %s", maxPartitions);
    return withOptions(getOptions().withMaxPartitions(maxPartitions));
  }

  /**
   * Chooses when the client decodes the values of a row: all at once (the default, best for rows of
   * which every value is used), or a value when it is asked for. The rows are the same.
   */
  public ReadRows withDecodeMode(DecodeMode decodeMode) {
    return withOptions(getOptions().withDecodeMode(decodeMode));
  }

  /**
   * Sets how long to wait for the next row before the read fails; by default the total deadline of
   * the config. The duration of the whole read, and of the steps after it, does not count.
   */
  public ReadRows withStallTimeout(Duration timeout) {
    checkArgument(
        !timeout.isNegative() && !timeout.isZero(),
        "The stall timeout must be more than zero, but is %s",
        timeout);
    return toBuilder().setStallTimeout(timeout).build();
  }

  /**
   * Gives the schema if the caller has read it already. Else each worker process that needs the
   * columns of a table reads the schema as it was in the snapshot.
   */
  public ReadRows withSchema(DatabaseSchema schema) {
    return toBuilder().setColumns(new ReadColumns(schema)).build();
  }

  /**
   * Returns a transform that reads the same, but passes the rows of each partition to a function
   * instead of making elements of them. Its output is the output of the function.
   */
  public <T> PTransform<PBegin, PCollection<T>> perPartition(PartitionFn<T> fn, Coder<T> coder) {
    return new ReadPerPartition<>(this, fn, coder);
  }

  /**
   * As {@link #perPartition}, but the read begins when the input has an element, and is repeated
   * for each element. With an exact timestamp, reads that begin at different times see the same
   * snapshot, as long as the database keeps its versions.
   */
  public <T> PTransform<PCollection<Void>, PCollection<T>> perPartitionOnSignal(
      PartitionFn<T> fn, Coder<T> coder) {
    return new ReadOnSignal<>(this, fn, coder);
  }

  @Override
  public ReadRowsResult expand(PBegin begin) {
    List<TupleTag<Struct>> tags = new ArrayList<>();
    for (int i = 0; i < getReads().size(); i++) {
      tags.add(new TupleTag<>("rows" + i));
    }
    var outputs = SnapshotGraph.of(this).read(begin, new EmitRows(tags), List.copyOf(tags));
    tags.forEach(tag -> outputs.get(tag).setCoder(StructCoder.of()));
    return new ReadRowsResult(begin.getPipeline(), this, tags, outputs);
  }

  void checkComplete() {
    checkState(!getReads().isEmpty(), "There is nothing to read: add a table or a query");
  }

  /** Sets priority and tag of the requests. */
  public ReadRows withRequestOptions(RequestOptions options) {
    return withOptions(getOptions().withRequestOptions(options));
  }

  private ReadRows withOptions(ReadOptions options) {
    return toBuilder().setOptions(options).build();
  }

  private static <T> List<T> append(List<T> list, T element) {
    return ImmutableList.<T>builder().addAll(list).add(element).build();
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    var options = getOptions();
    builder
        .add(DisplayData.item("database", getConfig().describe()).withLabel("Database"))
        .add(DisplayData.item("snapshot", getTimestampBound().toString()).withLabel("Snapshot"))
        .add(
            DisplayData.item(
                    "reads",
                    String.join("; ", getReads().stream().map(ReadSpec::describe).toList()))
                .withLabel("Reads"))
        .addIfNotDefault(
            DisplayData.item("dataBoost", options.isDataBoost()).withLabel("Data Boost"), false);
    options.getRequestOptions().populateDisplayData(builder, "Request tag");
  }
}
