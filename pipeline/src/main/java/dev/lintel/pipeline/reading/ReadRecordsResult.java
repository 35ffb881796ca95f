package dev.lintel.pipeline.reading;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/**
 * What {@link ReadRecords} has read.
 *
 * @param <T> what a record is converted to
 */
public final class ReadRecordsResult<T> implements POutput {
  private final PCollection<T> records;
  private final PCollection<String> rejected;
  private final Optional<PCollection<Void>> checked;

  private ReadRecordsResult(
      PCollection<T> records, PCollection<String> rejected, Optional<PCollection<Void>> checked) {
    this.records = records;
    this.rejected = rejected;
    this.checked = checked;
  }

  static <T> ReadRecordsResult<T> of(PCollection<T> records, PCollection<String> rejected) {
    return new ReadRecordsResult<>(records, rejected, Optional.empty());
  }

  ReadRecordsResult<T> withChecked(PCollection<Void> signal) {
    return new ReadRecordsResult<>(records, rejected, Optional.of(signal));
  }

  /** The converted records. */
  public PCollection<T> getRecords() {
    return records;
  }

  /** The rejected records, each a line of JSON. */
  public PCollection<String> getRejected() {
    return rejected;
  }

  /**
   * An empty collection that is complete when the numbers of records of all files have been
   * checked; absent if no number is known beforehand. What must not happen with wrong numbers waits
   * for it.
   */
  public Optional<PCollection<Void>> getChecked() {
    return checked;
  }

  @Override
  public Pipeline getPipeline() {
    return records.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    Map<TupleTag<?>, PValue> all = new HashMap<>();
    all.put(new TupleTag<T>("records"), records);
    all.put(new TupleTag<String>("rejected"), rejected);
    checked.ifPresent(signal -> all.put(new TupleTag<Void>("checked"), signal));
    return all;
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
