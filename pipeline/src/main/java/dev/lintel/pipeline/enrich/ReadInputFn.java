package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Struct;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.formats.RejectedRecordWriter;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.io.IOException;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Reads a file. Out come a Struct for each record, as {@link EnrichPlan} has it, and a line of JSON
 * for each that cannot be used.
 */
final class ReadInputFn extends DoFn<String, Struct> {
  private final EnrichPlan plan;
  private final TupleTag<Struct> elements;
  private final TupleTag<String> rejected;
  private final TableMetrics counts = TableMetrics.create();

  ReadInputFn(EnrichPlan plan, TupleTag<Struct> elements, TupleTag<String> rejected) {
    this.plan = plan;
    this.elements = elements;
    this.rejected = rejected;
  }

  @ProcessElement
  public void process(@Element String file, MultiOutputReceiver out) throws IOException {
    // A name, not a pattern: there may be brackets in it.
    var resource = FileSystems.matchNewResource(file, /* isDirectory= */ false);
    try (InputRecords<?> records = InputRecords.open(plan, new DataFile(resource))) {
      while (records.hasNext()) {
        InputRecords.Result record = records.next();
        counts.increment(TableFigure.READ, EnrichPlan.RECORDS);
        record.element().ifPresent(element -> out.get(elements).output(element));
        record
            .rejected()
            .ifPresent(
                line -> {
                  counts.increment(TableFigure.FAILED, EnrichPlan.RECORDS);
                  out.get(rejected).output(RejectedRecordWriter.toLine(line));
                });
      }
    }
  }
}
