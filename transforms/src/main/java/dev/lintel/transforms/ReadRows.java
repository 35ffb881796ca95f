package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.auto.value.AutoValue;
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
 * Reads tables and queries out of one snapshot of a Spanner database.
 *
 * <pre>{@code
 * ReadRowsResult result =
 *     pipeline.apply("Read", ReadRows.from(config).withTable("Airports").withTable("Routes"));
 * PCollection<Struct> airports = result.getRows("Airports");
 * }</pre>
 *
 * <p><b>Consistency.</b> All reads of one transform see the database at one timestamp: the latest
 * there is when the pipeline gets to it, or the one that {@link #withTimestampBound} gives. A child
 * is never there without its parent. A snapshot older than the database keeps versions, or of the
 * future, is refused before anything is read.
 *
 * <p><b>Partitions.</b> Spanner divides each read; the partitions are spread over the workers, and
 * each is read as a stream on the shared connection. A query that Spanner cannot divide is read in
 * one piece, with one warning. The order of rows is not kept.
 *
 * <p><b>Delivery.</b> A partition whose bundle fails is read again, from the same snapshot, and
 * gives the same rows. Passing failures within a stream are resumed by the client where they
 * happened; a stream of which nothing comes for the time of {@link #withStallTimeout} fails the
 * bundle. Anything else, a missing table or a wrong query, fails the bundle.
 *
 * <p>Rows are {@link com.google.cloud.spanner.Struct}s, with the columns in the order asked for;
 * {@link ReadRowsResult} gives them as Beam rows and as Avro records, too. Those that are wanted
 * one after the other in one place, without becoming elements, go through {@link #perPartition}.
 */
@AutoValue
public abstract class ReadRows extends PTransform<PBegin, ReadRowsResult> {

  abstract ConnectionConfig getConfig();

  /** The names of the reads, each once. */
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

  /** Reads from that database: nothing until a table or a query is added, strongly. */
  public static ReadRows from(ConnectionConfig config) {
    return new AutoValue_ReadRows.Builder()
        .setConfig(config)
        .setNames(List.of())
        .setReads(List.of())
        .setTimestampBound(TimestampBound.strong())
        .setOptions(ReadOptions.NONE)
        .setColumns(new ReadColumns(null))
        .setStallTimeout(RetryPolicy.defaults().totalDeadline())
        .build();
  }

  /**
   * Adds a read.
   *
   * @param name what the result calls it; each name once
   */
  public ReadRows withRead(String name, ReadSpec read) {
    checkArgument(!getNames().contains(name), "There is a read named %s already", name);
    return toBuilder()
        .setNames(append(getNames(), name))
        .setReads(append(getReads(), read))
        .build();
  }

  /** Adds a read of all that can be read of a table, under the table's name. */
  public ReadRows withTable(String table) {
    return withRead(table, ReadSpec.ofTable(table));
  }

  /** Adds a read of some columns of a table, under the table's name. */
  public ReadRows withTable(String table, String... columns) {
    return withRead(table, ReadSpec.ofTable(table).withColumns(columns));
  }

  /** Adds a query. */
  public ReadRows withQuery(String name, Statement query) {
    return withRead(name, ReadSpec.ofQuery(query));
  }

  /**
   * Chooses the snapshot: strong (the default), of an exact timestamp, or of an exact staleness.
   * Bounded staleness is not for several reads.
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

  /** Asks Spanner to treat the reads as more or less urgent than other requests. */
  public ReadRows withPriority(RpcPriority priority) {
    return withOptions(getOptions().withPriority(priority));
  }

  /** Tags the requests, so that Spanner's statistics tell them from others. */
  public ReadRows withTag(String tag) {
    checkArgument(
        tag.matches("[ -~]{1,50}"),
        "Spanner takes a tag of 1 to 50 printable ASCII characters, but it is %s",
        tag);
    return withOptions(getOptions().withTag(tag));
  }

  /** Lets Spanner's serverless capacity do the work, which leaves that of the instance alone. */
  public ReadRows withDataBoost() {
    return withOptions(getOptions().withDataBoost());
  }

  /** Chooses the replicas or regions that answer. */
  public ReadRows withDirectedReads(DirectedReadOptions directedReads) {
    return withOptions(getOptions().withDirectedReads(directedReads));
  }

  /** Wishes for no more than that many partitions of each read; Spanner takes it as a hint. */
  public ReadRows withMaxPartitions(long maxPartitions) {
    checkArgument(maxPartitions > 0, "maxPartitions must be positive, but is %s", maxPartitions);
    return withOptions(getOptions().withMaxPartitions(maxPartitions));
  }

  /**
   * How long a row may take to come before the read is given up; 15 minutes without it. However
   * long the whole read takes, and the steps behind it, does not count.
   */
  public ReadRows withStallTimeout(Duration timeout) {
    checkArgument(
        !timeout.isNegative() && !timeout.isZero(),
        "The stall timeout must be more than zero, but is %s",
        timeout);
    return toBuilder().setStallTimeout(timeout).build();
  }

  /**
   * The schema, if the caller has read it already. Otherwise each worker process that has to know
   * the columns of a table reads it once.
   */
  public ReadRows withSchema(DatabaseSchema schema) {
    return toBuilder().setColumns(new ReadColumns(schema)).build();
  }

  /**
   * Reads the same, but hands the rows of each partition to a function instead of making elements
   * of them. The transform gives what the function puts out.
   */
  public <T> PTransform<PBegin, PCollection<T>> perPartition(PartitionFn<T> fn, Coder<T> coder) {
    return new ReadPerPartition<>(this, fn, coder);
  }

  @Override
  public ReadRowsResult expand(PBegin begin) {
    List<TupleTag<Struct>> tags = new ArrayList<>();
    for (int i = 0; i < getReads().size(); i++) {
      tags.add(new TupleTag<>());
    }
    var outputs = SnapshotGraph.of(this).read(begin, new EmitRows(tags), List.copyOf(tags));
    tags.forEach(tag -> outputs.get(tag).setCoder(StructCoder.of()));
    return new ReadRowsResult(begin.getPipeline(), this, tags, outputs);
  }

  void checkComplete() {
    checkState(!getReads().isEmpty(), "There is nothing to read: add a table or a query");
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
            DisplayData.item("dataBoost", options.dataBoost()).withLabel("Data Boost"), false)
        .addIfNotNull(
            DisplayData.item(
                    "priority", options.priority() == null ? null : options.priority().name())
                .withLabel("Priority"))
        .addIfNotNull(DisplayData.item("tag", options.tag()).withLabel("Request tag"));
  }
}
