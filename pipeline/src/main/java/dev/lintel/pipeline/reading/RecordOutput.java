package dev.lintel.pipeline.reading;

import dev.lintel.pipeline.formats.RecordFile;
import dev.lintel.pipeline.formats.RecordFiles;
import dev.lintel.pipeline.formats.RejectedRecordWriter;
import dev.lintel.pipeline.summary.RejectionMetrics;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.io.Serializable;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Outputs records: what each is converted to, or, if it is rejected, a line of JSON with the
 * reason; and counts those that were read and those that failed. Belongs to one DoFn; not
 * thread-safe.
 */
final class RecordOutput<T> implements Serializable {
  private final TupleTag<T> records;
  private final TupleTag<String> rejected;
  private final TableMetrics counts = TableMetrics.create();
  private final RejectionMetrics rejections = RejectionMetrics.create();

  RecordOutput(TupleTag<T> records, TupleTag<String> rejected) {
    this.records = records;
    this.rejected = rejected;
  }

  void output(RecordFile.Result<T> record, RecordFiles<?, T> files, MultiOutputReceiver out) {
    if (!files.takes(record.table())) {
      return;
    }
    String counted = files.countedAs(record.table());
    counts.increment(TableFigure.READ, counted);
    record.value().ifPresent(value -> out.get(records).output(value));
    record
        .rejected()
        .ifPresent(
            line -> {
              rejections.increment(counted, line.errorCode(), line.message());
              out.get(rejected).output(RejectedRecordWriter.toLine(line));
            });
  }
}
