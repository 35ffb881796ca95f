package dev.lintel.compare;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.auto.value.AutoValue;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Options.RpcPriority;
import com.google.common.collect.ImmutableList;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.transforms.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Compares tables of two databases, each at a fixed timestamp, and outputs the rows that differ.
 *
 * <pre>{@code
 * CompareTablesResult result =
 *     pipeline.apply(
 *         "Compare",
 *         CompareTables.between(reference, checked)
 *             .at(timestamp, timestamp)
 *             .withTable(TableComparison.of(dialect, table, otherDialect, otherTable)));
 * PCollection<RowDifference> differences = result.getDifferences();
 * }</pre>
 *
 * <p><b>Cost.</b> A table is divided into ranges of about {@value PlanRangesFn#ROWS_A_RANGE} rows,
 * which are spread over the workers. Each database computes a checksum of each range, in one pass
 * over its rows, and returns a few bytes. A range with different checksums is split further, and at
 * the end ranges of a few hundred rows are read whole. A table with a column that has no checksum
 * across the two dialects (JSON and jsonb) is read whole, on both sides, and so is a range with a
 * row that is too large for a query to compute its checksum.
 *
 * <p><b>Certainty.</b> The checksum of a range is the number of its rows and the sum of a 64-bit
 * fingerprint of each. A range of rows that differ is taken for equal with a probability of
 * 2<sup>-64</sup>, but for values that somebody made to have the same fingerprint. Differences that
 * are output are those of {@link RowComparison}, from rows that were read.
 *
 * <p><b>Delivery.</b> A range whose bundle fails is compared again at the same timestamps, with the
 * same result. A timestamp that is older than the database keeps versions fails the bundle.
 *
 * <p><b>Metrics.</b> {@code ranges}; {@code checksum_queries} and {@code key_queries}; {@code
 * ranges_read} and {@code rows_read} (of both sides).
 */
@AutoValue
public abstract class CompareTables extends PTransform<PBegin, CompareTablesResult> {

  abstract ConnectionConfig getExpectedConfig();

  abstract ConnectionConfig getActualConfig();

  abstract @Nullable Timestamp getExpectedTimestamp();

  abstract @Nullable Timestamp getActualTimestamp();

  abstract ImmutableList<TableComparison> getTables();

  abstract RequestOptions getRequestOptions();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setExpectedConfig(ConnectionConfig config);

    abstract Builder setActualConfig(ConnectionConfig config);

    abstract Builder setExpectedTimestamp(@Nullable Timestamp timestamp);

    abstract Builder setActualTimestamp(@Nullable Timestamp timestamp);

    abstract Builder setTables(List<TableComparison> tables);

    abstract Builder setRequestOptions(RequestOptions options);

    abstract CompareTables build();
  }

  /**
   * Returns a comparison of no tables.
   *
   * @param expected the database that is the reference
   * @param actual the database that is checked against it
   */
  public static CompareTables between(ConnectionConfig expected, ConnectionConfig actual) {
    return new AutoValue_CompareTables.Builder()
        .setExpectedConfig(expected)
        .setActualConfig(actual)
        .setTables(List.of())
        .setRequestOptions(RequestOptions.NONE)
        .build();
  }

  /** Sets the timestamps that the two databases are read at. */
  public CompareTables at(Timestamp expected, Timestamp actual) {
    return toBuilder().setExpectedTimestamp(expected).setActualTimestamp(actual).build();
  }

  /** Adds a table. */
  public CompareTables withTable(TableComparison table) {
    checkArgument(
        getTables().stream().noneMatch(other -> other.getTable().equals(table.getTable())),
        "The table %s is compared already",
        table.getTable());
    List<TableComparison> tables = new ArrayList<>(getTables());
    tables.add(table);
    return toBuilder().setTables(tables).build();
  }

  /** Sets the priority that Spanner gives to the requests. */
  public CompareTables withPriority(RpcPriority priority) {
    return withRequestOptions(getRequestOptions().withPriority(priority));
  }

  /** Sets priority and tag of the requests. */
  public CompareTables withRequestOptions(RequestOptions options) {
    return toBuilder().setRequestOptions(options).build();
  }

  ComparedSnapshots getSnapshots() {
    Timestamp expected = getExpectedTimestamp();
    Timestamp actual = getActualTimestamp();
    checkState(expected != null && actual != null, "Set the timestamps to read at, with at");
    return new ComparedSnapshots(getTables(), expected, actual, getRequestOptions());
  }

  @Override
  public CompareTablesResult expand(PBegin input) {
    var differences = new TupleTag<RowDifference>("differences");
    var counts = new TupleTag<KV<String, RowCounts>>("counts");
    PCollectionTuple outputs =
        input
            .apply(
                "Tables",
                Create.of(IntStream.range(0, getTables().size()).boxed().toList())
                    .withCoder(VarIntCoder.of()))
            .apply("Plan ranges", ParDo.of(new PlanRangesFn(this)))
            .setCoder(new RowRange.Coder())
            .apply("Spread ranges", Reshuffle.viaRandomKey())
            .apply(
                "Compare ranges",
                ParDo.of(new CompareRangeFn(this, differences, counts))
                    .withOutputTags(differences, TupleTagList.of(counts)));
    PCollection<KV<String, RowCounts>> total =
        outputs
            .get(counts)
            .setCoder(KvCoder.of(StringUtf8Coder.of(), RowCountsCoder.of()))
            .apply("Sum counts", Combine.perKey(RowCounts::sum));
    return new CompareTablesResult(
        input.getPipeline(),
        differences,
        outputs.get(differences).setCoder(RowDifferenceCoder.of()),
        counts,
        total);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("expected", getExpectedConfig().describe()).withLabel("Expected"))
        .add(DisplayData.item("actual", getActualConfig().describe()).withLabel("Actual"));
  }
}
