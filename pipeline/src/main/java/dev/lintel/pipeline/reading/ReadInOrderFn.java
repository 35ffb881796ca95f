package dev.lintel.pipeline.reading;

import dev.lintel.coders.SerializedValue;
import dev.lintel.pipeline.files.FileLineage;
import dev.lintel.pipeline.formats.RecordFile;
import dev.lintel.pipeline.summary.ReadProgress;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Reads all files of a list in one bundle, one after the other, when an element says so.
 *
 * @param <T> what a record is converted to
 */
final class ReadInOrderFn<E, T> extends DoFn<E, T> {
  private final SerializedValue<ReadList<?, T>> list;
  private final RecordOutput<T> output;
  private final ReadProgress progress = new ReadProgress();

  ReadInOrderFn(ReadList<?, T> list, RecordOutput<T> output) {
    this.list = SerializedValue.of(list);
    this.output = output;
  }

  @ProcessElement
  public void process(MultiOutputReceiver out) throws IOException {
    ReadList<?, T> files = list.get();
    FileLineage.read(files.names());
    for (int file = 0; file < files.size(); file++) {
      try (RecordFile<?, T> open = files.open(file)) {
        long read = 0;
        while (open.hasNext()) {
          output.output(open.next(), files.records(), out);
          read++;
        }
        files.checkCount(file, read);
        progress.add(files.sizes().get(file));
      }
    }
  }
}
