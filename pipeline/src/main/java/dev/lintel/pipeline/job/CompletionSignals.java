package dev.lintel.pipeline.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * What tells a pipeline's last step that the job's work is done, and how much of it there was. The
 * last step waits for all of it.
 *
 * @param written numbers whose sum is how many rows or records were written
 * @param failed numbers whose sum is how many were set aside
 * @param windows of an incremental job: for each table, after which commit (empty for all) and up
 *     to which
 * @param others what else has to be done before
 */
public record CompletionSignals(
    List<PCollection<Long>> written,
    List<PCollection<Long>> failed,
    Optional<PCollection<KV<String, KV<String, String>>>> windows,
    List<PCollection<?>> others) {

  /** Of the elements of {@code windows}. */
  public static final KvCoder<String, KV<String, String>> WINDOW_CODER =
      KvCoder.of(StringUtf8Coder.of(), KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of()));

  public CompletionSignals {
    written = List.copyOf(written);
    failed = List.copyOf(failed);
    others = List.copyOf(others);
  }

  public static CompletionSignals nothingYet() {
    return new CompletionSignals(List.of(), List.of(), Optional.empty(), List.of());
  }

  /** Each element is one row. */
  public <T> CompletionSignals withWritten(String name, PCollection<T> rows) {
    return withWrittenNumbers(rows.apply("Number of " + name, Count.globally()));
  }

  public CompletionSignals withWrittenNumbers(PCollection<Long> numbers) {
    return new CompletionSignals(and(written, numbers), failed, windows, others);
  }

  /** Each element is one row. */
  public <T> CompletionSignals withFailed(String name, PCollection<T> rows) {
    PCollection<Long> number = rows.apply("Number of " + name, Count.globally());
    return new CompletionSignals(written, and(failed, number), windows, others);
  }

  public CompletionSignals withWindows(PCollection<KV<String, KV<String, String>>> ofTables) {
    return new CompletionSignals(written, failed, Optional.of(ofTables), others);
  }

  public CompletionSignals after(PCollection<?> other) {
    return new CompletionSignals(written, failed, windows, and(others, other));
  }

  private static <T> List<T> and(List<T> all, T one) {
    List<T> more = new ArrayList<>(all);
    more.add(one);
    return more;
  }
}
