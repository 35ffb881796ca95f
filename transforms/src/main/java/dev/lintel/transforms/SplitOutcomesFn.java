package dev.lintel.transforms;

import dev.lintel.failure.FailedRecord;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/** Outputs each element to the collection that its outcome belongs to, with its pane. */
final class SplitOutcomesFn<T> extends DoFn<LookupOutcome<T>, LookedUp<T>> {
  private final String table;
  private final WhenMissing whenMissing;
  private final TupleTag<LookedUp<T>> foundTag;
  private final TupleTag<T> missingTag;
  private final TupleTag<FailedRecord<T>> failedTag;

  private final Counter found = Metrics.counter(LookupRows.class, "found");
  private final Counter missing = Metrics.counter(LookupRows.class, "missing");
  private final Counter failed = Metrics.counter(LookupRows.class, "failed");

  SplitOutcomesFn(
      LookupRows<T> spec,
      TupleTag<LookedUp<T>> foundTag,
      TupleTag<T> missingTag,
      TupleTag<FailedRecord<T>> failedTag) {
    this.table = spec.getTarget().table();
    this.whenMissing = spec.getWhenMissing();
    this.foundTag = foundTag;
    this.missingTag = missingTag;
    this.failedTag = failedTag;
  }

  @ProcessElement
  public void process(
      @Element LookupOutcome<T> outcome,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      MultiOutputReceiver out) {
    RowError error = outcome.error();
    if (error != null) {
      failed.inc();
      emit(
          out.get(failedTag),
          FailedRecord.of(table, outcome.element(), error.code(), String.valueOf(error.message())),
          outcome,
          timestamp,
          window);
    } else if (!outcome.rows().isEmpty()) {
      found.inc();
      emit(out.get(foundTag), lookedUp(outcome), outcome, timestamp, window);
    } else {
      missing.inc();
      switch (whenMissing) {
        case SIDE_OUTPUT ->
            emit(out.get(missingTag), outcome.element(), outcome, timestamp, window);
        case EMPTY -> emit(out.get(foundTag), lookedUp(outcome), outcome, timestamp, window);
        case DROP -> {}
        case FAIL ->
            throw new IllegalStateException(
                "There is no row in %s for a key that was looked up".formatted(table));
      }
    }
  }

  private static <T> LookedUp<T> lookedUp(LookupOutcome<T> outcome) {
    return LookedUp.of(outcome.element(), outcome.rows());
  }

  private static <V> void emit(
      OutputReceiver<V> out,
      V value,
      LookupOutcome<?> outcome,
      Instant timestamp,
      BoundedWindow window) {
    out.outputWindowedValue(value, timestamp, List.of(window), outcome.pane());
  }
}
