package dev.lintel.pipeline.imports;

import com.google.cloud.spanner.Mutation;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.formats.RejectedRecordWriter;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.io.IOException;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Reads a file, given by the number of its {@link TableLoad} and its name. Out come a mutation for
 * each record that the table can hold, and a line of JSON for each that it cannot.
 */
final class ReadRecordsFn extends DoFn<KV<Integer, String>, Mutation> {
  private final ImportPlan plan;
  private final RecordFilter filter;
  private final TupleTag<Mutation> mutations;
  private final TupleTag<String> rejected;
  private final TableMetrics counts = TableMetrics.create();

  ReadRecordsFn(
      ImportPlan plan,
      RecordFilter filter,
      TupleTag<Mutation> mutations,
      TupleTag<String> rejected) {
    this.plan = plan;
    this.filter = filter;
    this.mutations = mutations;
    this.rejected = rejected;
  }

  @ProcessElement
  public void process(@Element KV<Integer, String> file, MultiOutputReceiver receiver)
      throws IOException {
    TableLoad load = plan.loads().get(file.getKey());
    // A name, not a pattern: there may be brackets in it.
    var resource = FileSystems.matchNewResource(file.getValue(), /* isDirectory= */ false);
    try (RecordFile<?> records = RecordFile.open(plan, load, new DataFile(resource))) {
      long read = 0;
      while (records.hasNext()) {
        RecordFile.Result record = records.next();
        read++;
        if (!filter.takes(record.table())) {
          continue;
        }
        counts.increment(TableFigure.READ, record.table());
        record.mutation().ifPresent(mutation -> receiver.get(mutations).output(mutation));
        record
            .rejected()
            .ifPresent(
                line -> {
                  counts.increment(TableFigure.FAILED, record.table());
                  receiver.get(rejected).output(RejectedRecordWriter.toLine(line));
                });
      }
      checkCount(load, file.getValue(), read);
    }
  }

  private static void checkCount(TableLoad load, String file, long read) {
    Long exported = load.rows().get(file);
    if (exported != null && exported != read) {
      throw new IllegalStateException(
          "%s has %d rows, but %d were exported to it".formatted(file, read, exported));
    }
  }
}
