package dev.lintel.pipeline.job;

import dev.lintel.pipeline.ledger.TableWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.values.PCollection;

/**
 * Collections of a pipeline that are complete when the job's work is done. The step that records
 * the run waits for all of them. Immutable.
 *
 * @param written numbers whose sum is how many rows or records were written
 * @param failed numbers whose sum is how many were rejected
 * @param windows which commits of each table were exported; empty for a job that exports none
 * @param findings texts, each of which says why the run, although its work is done, is not a good
 *     one; without an element it is. Empty for a job that finds nothing but rejected records
 * @param others further collections to wait for
 */
public record CompletionSignals(
    List<PCollection<Long>> written,
    List<PCollection<Long>> failed,
    Optional<PCollection<TableWindow>> windows,
    Optional<PCollection<String>> findings,
    List<PCollection<?>> others) {

  public CompletionSignals {
    written = List.copyOf(written);
    failed = List.copyOf(failed);
    others = List.copyOf(others);
  }

  /** Nothing to wait for yet. */
  public static CompletionSignals none() {
    return new CompletionSignals(
        List.of(), List.of(), Optional.empty(), Optional.empty(), List.of());
  }

  /** Adds a step that counts written rows, one an element. */
  public <T> CompletionSignals withWritten(String name, PCollection<T> rows) {
    return withWrittenNumbers(rows.apply("Count " + name, Count.globally()));
  }

  public CompletionSignals withWrittenNumbers(PCollection<Long> numbers) {
    return new CompletionSignals(append(written, numbers), failed, windows, findings, others);
  }

  /** Adds a step that counts rejected records, one an element. */
  public <T> CompletionSignals withFailed(String name, PCollection<T> records) {
    PCollection<Long> number = records.apply("Count " + name, Count.globally());
    return new CompletionSignals(written, append(failed, number), windows, findings, others);
  }

  public CompletionSignals withWindows(PCollection<TableWindow> ofTables) {
    return new CompletionSignals(written, failed, Optional.of(ofTables), findings, others);
  }

  /** The texts become the message of the recorded run, and an error in the log. */
  public CompletionSignals withFindings(PCollection<String> texts) {
    return new CompletionSignals(written, failed, windows, Optional.of(texts), others);
  }

  /** Waits for another collection too. */
  public CompletionSignals withOther(PCollection<?> other) {
    return new CompletionSignals(written, failed, windows, findings, append(others, other));
  }

  private static <T> List<T> append(List<T> all, T one) {
    List<T> more = new ArrayList<>(all);
    more.add(one);
    return more;
  }
}
