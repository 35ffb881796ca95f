package dev.lintel.pipeline.exports;

import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.ledger.TableWindow;
import dev.lintel.transforms.ReadRows;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * The graph of an export: it reads one snapshot, writes each partition to a file, and when all
 * files are written, finishes the export.
 */
public final class ExportPipeline {
  private ExportPipeline() {}

  /**
   * Adds the export to a pipeline.
   *
   * @param read from the database, without anything to read yet
   * @return completion signals
   */
  static Supplier<CompletionSignals> build(Pipeline pipeline, ExportPlan plan, ReadRows read) {
    ReadRows reads = read.withDecodeMode(plan.format().decodeMode());
    for (ExportTable table : plan.tables()) {
      reads = reads.withRead(table.name(), table.read());
    }
    var windows = new TupleTag<TableWindow>();
    var rows = new TupleTag<Long>();
    PCollectionTuple finished =
        pipeline
            .apply(
                "Write files", reads.perPartition(new WriteFileFn(plan), new WrittenFile.Coder()))
            .apply("Assign export", WithKeys.of(0))
            .setCoder(KvCoder.of(VarIntCoder.of(), new WrittenFile.Coder()))
            // Stores the names and digests of the files, so that a retry of the next step gets the
            // same files.
            .apply("Group files", GroupByKey.create())
            .apply(
                "Finish export",
                ParDo.of(new FinishExportFn(plan, windows, rows))
                    .withOutputTags(windows, TupleTagList.of(rows)));
    PCollection<Long> written = finished.get(rows).setCoder(VarLongCoder.of());
    var ofTables = finished.get(windows).setCoder(new TableWindow.Coder());
    return () -> CompletionSignals.none().withWrittenNumbers(written).withWindows(ofTables);
  }
}
