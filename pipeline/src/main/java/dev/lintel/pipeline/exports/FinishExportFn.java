package dev.lintel.pipeline.exports;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.ledger.TableWindow;
import java.io.IOException;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Makes an export of the files, when all of them are there. Can be tried again at any point. Gives
 * for each table after which commit (empty for all) and up to which it was exported, and how many
 * rows that were.
 */
final class FinishExportFn extends DoFn<KV<Integer, Iterable<WrittenFile>>, TableWindow> {

  private final ExportPlan plan;
  private final TupleTag<TableWindow> windows;
  private final TupleTag<Long> rows;

  FinishExportFn(ExportPlan plan, TupleTag<TableWindow> windows, TupleTag<Long> rows) {
    this.plan = plan;
    this.windows = windows;
    this.rows = rows;
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<WrittenFile>> files,
      MultiOutputReceiver out,
      PipelineOptions options)
      throws IOException {
    LintelExport export =
        new ExportFinish(plan).finish(ImmutableList.copyOf(files.getValue()), options);
    for (LintelExport.TableFacts table : export.tables()) {
      out.get(rows).output(table.rows());
    }
    // The result of a query is of no table.
    if (plan.queryOrNull() == null) {
      for (ExportTable table : plan.tables()) {
        out.get(windows).output(window(table, export.readTimestamp()));
      }
    }
  }

  private static TableWindow window(ExportTable table, String until) {
    return table
        .window()
        .map(since -> TableWindow.between(table.name(), since.column(), since.time(), until))
        .orElseGet(() -> TableWindow.whole(table.name(), table.watermarkColumn(), until));
  }
}
