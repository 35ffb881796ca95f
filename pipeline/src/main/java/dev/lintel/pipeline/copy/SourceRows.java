package dev.lintel.pipeline.copy;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.ResultSet;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import dev.lintel.transforms.PartitionFn;
import java.util.Collection;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;

/** Outputs the row of the destination for each row of the source. Thread-safe. */
final class SourceRows implements PartitionFn<Mutation> {
  private static final long serialVersionUID = 1;

  /** Often enough to see progress. */
  private static final int COUNTED_AT_ONCE = 1000;

  private final ImmutableMap<String, CopiedTable> tables;
  private final Mutation.Op operation;

  /**
   * @param tables those that are read; a read has the name of its table
   */
  SourceRows(Collection<CopiedTable> tables, Mutation.Op operation) {
    this.tables =
        tables.stream().collect(ImmutableMap.toImmutableMap(CopiedTable::name, table -> table));
    this.operation = operation;
  }

  @Override
  public void process(Part part, ResultSet rows, OutputReceiver<Mutation> out) {
    CopiedTable table = tables.get(part.read());
    TableMetrics counts = TableMetrics.create();
    int uncounted = 0;
    while (rows.next()) {
      out.output(table.row(rows, operation));
      uncounted++;
      if (uncounted == COUNTED_AT_ONCE) {
        counts.add(TableFigure.READ, table.name(), uncounted);
        uncounted = 0;
      }
    }
    counts.add(TableFigure.READ, table.name(), uncounted);
  }
}
