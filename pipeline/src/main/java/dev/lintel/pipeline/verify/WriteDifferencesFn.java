package dev.lintel.pipeline.verify;

import com.google.cloud.spanner.Struct;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.compare.RowDifference;
import dev.lintel.compare.TableComparison;
import dev.lintel.schema.KeyOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Writes the differences of a table: each to the file of differences, and what fixes it to the
 * files of fixes. The first ones are in the order of the key, as many as {@link #SORTED} and {@link
 * #SORTED_BYTES} allow; further ones follow as they come.
 */
final class WriteDifferencesFn extends DoFn<KV<String, Iterable<RowDifference>>, Void> {
  /** As many are held in memory to be sorted. */
  private static final int SORTED = 20_000;

  /** Of their rows; in memory these take several times as much. */
  private static final long SORTED_BYTES = 16L << 20;

  private final ImmutableList<TableComparison> tables;
  private final ImmutableMap<String, String> stems;
  private final ResultPlaces places;

  /**
   * @param stems what the names of the files of a table begin with
   */
  WriteDifferencesFn(
      ImmutableList<TableComparison> tables,
      ImmutableMap<String, String> stems,
      ResultPlaces places) {
    this.tables = tables;
    this.stems = stems;
    this.places = places;
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<RowDifference>> ofTable) throws IOException {
    String name = ofTable.getKey();
    TableComparison table =
        tables.stream().filter(each -> each.getTable().equals(name)).findFirst().orElseThrow();
    try (var files = new TableFiles(table, stems.get(name), places)) {
      Iterator<RowDifference> differences = ofTable.getValue().iterator();
      List<KV<byte[], RowDifference>> first = new ArrayList<>();
      RowPlaces order = RowPlaces.of(table);
      long bytes = 0;
      while (differences.hasNext() && first.size() < SORTED && bytes < SORTED_BYTES) {
        RowDifference difference = differences.next();
        bytes += difference.estimateBytes();
        first.add(placed(difference, order));
      }
      first.sort((one, other) -> KeyOrder.compare(one.getKey(), other.getKey()));
      for (KV<byte[], RowDifference> placed : first) {
        files.write(placed.getValue());
      }
      while (differences.hasNext()) {
        files.write(differences.next());
      }
      files.commit();
    }
  }

  private static KV<byte[], RowDifference> placed(RowDifference difference, RowPlaces order) {
    Struct row = difference.getExpected().or(difference::getActual).orElseThrow();
    return KV.of(order.of(row), difference);
  }
}
