package dev.lintel.transforms;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.InstantCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.ValueInSingleWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Buffers elements until there are enough of them or the first has waited long enough, then outputs
 * them together, in one bundle, each in its own window. Until then the watermark waits for the
 * earliest of them. Its input is in the global window, whose state never expires before the
 * pipeline ends.
 */
final class GatherFn<T> extends DoFn<KV<Integer, ValueInSingleWindow<T>>, ElementWithPane<T>> {
  private final int maxElements;
  private final Duration maxDelay;

  @StateId("buffer")
  private final StateSpec<BagState<ValueInSingleWindow<T>>> bufferSpec;

  @StateId("count")
  private final StateSpec<ValueState<Integer>> countSpec = StateSpecs.value(VarIntCoder.of());

  @StateId("earliest")
  private final StateSpec<ValueState<Instant>> earliestSpec = StateSpecs.value(InstantCoder.of());

  /** When the buffer is to be emitted, in processing time. */
  @StateId("dueAt")
  private final StateSpec<ValueState<Instant>> dueAtSpec = StateSpecs.value(InstantCoder.of());

  @TimerId("due")
  private final TimerSpec dueSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  GatherFn(Gathering gathering, Coder<ValueInSingleWindow<T>> coder) {
    this.maxElements = gathering.maxElements();
    this.maxDelay = Duration.millis(gathering.maxDelay().toMillis());
    this.bufferSpec = StateSpecs.bag(coder);
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, ValueInSingleWindow<T>> element,
      @StateId("buffer") BagState<ValueInSingleWindow<T>> buffer,
      @StateId("count") ValueState<Integer> count,
      @StateId("earliest") ValueState<Instant> earliest,
      @StateId("dueAt") ValueState<Instant> dueAt,
      @TimerId("due") Timer due,
      OutputReceiver<ElementWithPane<T>> out) {
    Instant timestamp = element.getValue().getTimestamp();
    buffer.add(element.getValue());
    Integer buffered = count.read();
    int now = buffered == null ? 1 : buffered + 1;
    if (now >= maxElements) {
      due.clear();
      emit(buffer, count, earliest, dueAt, out);
      return;
    }
    count.write(now);
    if (now == 1) {
      dueAt.write(due.getCurrentRelativeTime().plus(maxDelay));
      earliest.write(timestamp);
      due.offset(maxDelay).withOutputTimestamp(timestamp).setRelative();
      return;
    }
    Instant before = earliest.read();
    Instant waitedFor = timestamp.isBefore(before) ? timestamp : before;
    earliest.write(waitedFor);
    // The due time stays. The timer is set even if the watermark already waits for an earlier
    // element, because the direct runner lets it go on when others of the key come.
    Duration left = new Duration(due.getCurrentRelativeTime(), dueAt.read());
    due.offset(left.getMillis() > 0 ? left : Duration.ZERO)
        .withOutputTimestamp(waitedFor)
        .setRelative();
  }

  @OnTimer("due")
  public void onDue(
      @StateId("buffer") BagState<ValueInSingleWindow<T>> buffer,
      @StateId("count") ValueState<Integer> count,
      @StateId("earliest") ValueState<Instant> earliest,
      @StateId("dueAt") ValueState<Instant> dueAt,
      OutputReceiver<ElementWithPane<T>> out) {
    emit(buffer, count, earliest, dueAt, out);
  }

  /** Emits the rest, for example when a pipeline is drained, so that no element is lost. */
  @OnWindowExpiration
  public void onWindowExpiration(
      @StateId("buffer") BagState<ValueInSingleWindow<T>> buffer,
      @StateId("count") ValueState<Integer> count,
      @StateId("earliest") ValueState<Instant> earliest,
      @StateId("dueAt") ValueState<Instant> dueAt,
      OutputReceiver<ElementWithPane<T>> out) {
    emit(buffer, count, earliest, dueAt, out);
  }

  /** Unlimited: each element leaves with its own timestamp, also while a later one is processed. */
  @Override
  @SuppressWarnings("deprecation")
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }

  private void emit(
      BagState<ValueInSingleWindow<T>> buffer,
      ValueState<Integer> count,
      ValueState<Instant> earliest,
      ValueState<Instant> dueAt,
      OutputReceiver<ElementWithPane<T>> out) {
    for (ValueInSingleWindow<T> element : buffer.read()) {
      out.outputWindowedValue(
          new ElementWithPane<>(element.getValue(), element.getPaneInfo()),
          element.getTimestamp(),
          List.of(element.getWindow()),
          PaneInfo.NO_FIRING);
    }
    buffer.clear();
    count.clear();
    earliest.clear();
    dueAt.clear();
  }
}
