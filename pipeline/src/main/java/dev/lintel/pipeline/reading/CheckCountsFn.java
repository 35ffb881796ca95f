package dev.lintel.pipeline.reading;

import dev.lintel.coders.SerializedValue;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Checks the numbers of records of files that were read in several bundles. */
final class CheckCountsFn extends DoFn<KV<Integer, Iterable<Long>>, Void> {
  private final SerializedValue<ReadList<?, ?>> list;

  CheckCountsFn(ReadList<?, ?> list) {
    this.list = SerializedValue.of(list);
  }

  @ProcessElement
  public void process(@Element KV<Integer, Iterable<Long>> file) {
    long read = 0;
    for (long part : file.getValue()) {
      read += part;
    }
    list.get().checkCount(file.getKey(), read);
  }
}
