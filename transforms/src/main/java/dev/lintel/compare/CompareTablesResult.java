package dev.lintel.compare;

import com.google.common.collect.ImmutableMap;
import dev.lintel.transforms.TaggedOutputs;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/** The outputs of a {@link CompareTables}. */
public final class CompareTablesResult extends TaggedOutputs {
  private final PCollection<RowDifference> differences;
  private final PCollection<KV<String, RowCounts>> counts;

  CompareTablesResult(
      Pipeline pipeline,
      TupleTag<RowDifference> differencesTag,
      PCollection<RowDifference> differences,
      TupleTag<KV<String, RowCounts>> countsTag,
      PCollection<KV<String, RowCounts>> counts) {
    super(pipeline, ImmutableMap.of(differencesTag, differences, countsTag, counts));
    this.differences = differences;
    this.counts = counts;
  }

  /** Returns the rows that differ, in any order. */
  public PCollection<RowDifference> getDifferences() {
    return differences;
  }

  /**
   * Returns how many rows of each table were compared, by the table's name on the expected side:
   * one element for each table. Rows of ranges whose checksums are the same count, too.
   */
  public PCollection<KV<String, RowCounts>> getCounts() {
    return counts;
  }
}
