package dev.lintel.pipeline.formats;

import dev.lintel.coders.SerializedValue;
import dev.lintel.pipeline.summary.RejectionMetrics;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.io.IOException;
import java.util.OptionalLong;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Reads files. For each record it outputs what the record is converted to, or, if it is rejected, a
 * line of JSON with the reason, as {@link RejectedRecordWriter} writes it. It counts the records
 * that were read and those that failed.
 *
 * @param <K> names a file
 * @param <T> what a record is converted to
 */
public final class ReadRecordsFn<K, T> extends DoFn<K, T> {
  private final SerializedValue<RecordFiles<K, T>> spec;
  private final TupleTag<T> records;
  private final TupleTag<String> rejected;
  private final TableMetrics counts = TableMetrics.create();
  private final RejectionMetrics rejections = RejectionMetrics.create();

  /**
   * @param records the tag of the converted records
   * @param rejected the tag of the lines of JSON
   */
  public ReadRecordsFn(RecordFiles<K, T> files, TupleTag<T> records, TupleTag<String> rejected) {
    this.spec = SerializedValue.of(files);
    this.records = records;
    this.rejected = rejected;
  }

  @ProcessElement
  public void process(@Element K file, MultiOutputReceiver out) throws IOException {
    RecordFiles<K, T> files = spec.get();
    try (RecordFile<?, T> open = files.open(file)) {
      long read = 0;
      while (open.hasNext()) {
        RecordFile.Result<T> record = open.next();
        read++;
        if (!files.takes(record.table())) {
          continue;
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
      checkCount(files, file, read);
    }
  }

  private void checkCount(RecordFiles<K, T> files, K file, long read) {
    OptionalLong expected = files.expectedRecords(file);
    if (expected.isPresent() && expected.getAsLong() != read) {
      throw new IllegalStateException(
          "%s has %d rows, but %d were exported to it"
              .formatted(files.nameOf(file), read, expected.getAsLong()));
    }
  }
}
