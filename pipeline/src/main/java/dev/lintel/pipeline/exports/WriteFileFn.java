package dev.lintel.pipeline.exports;

import com.google.cloud.spanner.ResultSet;
import dev.lintel.convert.ConversionException;
import dev.lintel.pipeline.files.CountedOutput;
import dev.lintel.pipeline.files.FileDigest;
import dev.lintel.pipeline.files.RowWriter;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import dev.lintel.transforms.PartitionFn;
import java.io.IOException;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a partition to a file of its own, under a name that is unique to the attempt. The file of
 * a failed attempt is in no manifest, and is deleted at the end.
 */
final class WriteFileFn implements PartitionFn<WrittenFile> {
  private static final Logger LOG = LoggerFactory.getLogger(WriteFileFn.class);

  /** Finding a counter takes about as long as encoding a value. */
  private static final int ROWS_COUNTED_AT_ONCE = 1_000;

  private final ExportPlan plan;
  private final TableMetrics counts = TableMetrics.create();

  WriteFileFn(ExportPlan plan) {
    this.plan = plan;
  }

  @Override
  public void process(Part part, ResultSet rows, OutputReceiver<WrittenFile> out)
      throws IOException {
    ExportTable table = plan.table(part.read());
    boolean hasRows = rows.next();
    if (hasRows && table.columns().isEmpty()) {
      LOG.warn(
          "Table {} has no column that can be written to, so its rows are not in the export",
          table.name());
    }
    if (!hasRows || table.columns().isEmpty()) {
      out.output(written(part, "", 0, FileDigest.NONE));
      return;
    }
    String file =
        "%s%s-%d-%s"
            .formatted(plan.temporaryFolder(), table.stem(), part.number(), UUID.randomUUID());
    var output = CountedOutput.create(FileSystems.matchNewResource(file, /* isDirectory= */ false));
    long count = 0;
    long counted = 0;
    // The writer closes the output; this closes it if the writer cannot be opened.
    try (output;
        RowWriter writer = plan.format().openRows(table.columns(), table.schema(), output)) {
      do {
        write(rows, table, writer);
        count++;
        if (count - counted == ROWS_COUNTED_AT_ONCE) {
          count(table, count - counted);
          counted = count;
        }
      } while (rows.next());
    }
    count(table, count - counted);
    out.output(written(part, file, count, output.getDigest()));
  }

  private void count(ExportTable table, long rows) {
    counts.add(TableFigure.READ, table.name(), rows);
    counts.add(TableFigure.WRITTEN, table.name(), rows);
  }

  /** The message names the column and not the value, because it gets into logs. */
  static void write(ResultSet rows, ExportTable table, RowWriter writer) throws IOException {
    try {
      writer.write(rows);
    } catch (ConversionException e) {
      throw new IllegalStateException(
          ("Table %s cannot be exported in these types. %s. --parquetTypes=text holds any"
                  + " timestamp, nanos those from 1678 to 2261, logical those without nanoseconds;"
                  + " --shouldExportTimestampAsLogicalType rounds them down to microseconds")
              .formatted(table.name(), e.getMessage()),
          e);
    }
  }

  private static WrittenFile written(Part part, String file, long rows, FileDigest digest) {
    return new WrittenFile(
        part.read(),
        part.number(),
        part.count(),
        file,
        rows,
        digest,
        part.readTimestamp().toString());
  }
}
