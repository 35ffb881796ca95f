package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Keys;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Elements of a stream: their windows, timestamps and panes, and how long they are buffered. */
@Timeout(300)
@SpannerDatabase(ddl = "CREATE TABLE Even (Id INT64 NOT NULL) PRIMARY KEY (Id)")
class LookupRowsStreamingIT {
  private static final Duration MINUTE = Duration.standardMinutes(1);
  private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

  private final ConnectionConfig config;

  LookupRowsStreamingIT(EmulatorDatabase database) {
    config = EmulatorConfig.of(database);
  }

  @BeforeEach
  void fill() throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      lease
          .connection()
          .databaseClient()
          .write(
              List.of(2L, 4L, 6L).stream()
                  .map(id -> Mutation.newInsertOrUpdateBuilder("Even").set("Id").to(id).build())
                  .toList());
    }
  }

  private LookupRows<Long> lookup() {
    return LookupRows.<Long>from(config).withTable("Even").withKeys(id -> List.of(Key.of(id)));
  }

  private LookupRows<Long> gathered(int maxElements) {
    return lookup().withGathering(new Gathering(maxElements, java.time.Duration.ofMinutes(10), 1));
  }

  private static TimestampedValue<Long> at(long second, long id) {
    return TimestampedValue.of(id, START.plus(Duration.standardSeconds(second)));
  }

  private static TestStream.Builder<Long> stream() {
    return TestStream.create(VarLongCoder.of()).advanceWatermarkTo(START);
  }

  private static Window<Long> minutes() {
    return Window.into(FixedWindows.of(MINUTE));
  }

  /** Describes an element with its timestamp, window and pane. */
  private static final class Describe<T> extends DoFn<T, String> {
    @ProcessElement
    public void process(
        @Element T element,
        @Timestamp Instant timestamp,
        BoundedWindow window,
        PaneInfo pane,
        OutputReceiver<String> out) {
      Object id = element instanceof LookedUp<?> looked ? looked.getElement() : element;
      out.output(
          "%s at %d in %d, %s"
              .formatted(
                  id,
                  new Duration(START, timestamp).getStandardSeconds(),
                  new Duration(START, ((IntervalWindow) window).start()).getStandardMinutes(),
                  pane.getTiming()));
    }
  }

  private static <T> PCollection<String> described(PCollection<T> elements) {
    return elements.apply("Describe " + elements.getName(), ParDo.of(new Describe<>()));
  }

  private static PCollection<Long> elements(PCollection<LookedUp<Long>> looked) {
    return looked.apply(
        MapElements.into(TypeDescriptors.longs()).via((LookedUp<Long> each) -> each.getElement()));
  }

  /** Returns each distinct element when its window has been counted. */
  private static PCollection<Long> counted(PCollection<Long> elements) {
    return elements.apply(Count.perElement()).apply(Keys.create());
  }

  @Test
  void everyElementKeepsItsWindowTimestampAndPane() {
    Pipeline pipeline = Pipeline.create();
    var result =
        pipeline
            .apply(
                stream()
                    .addElements(at(10, 2), at(70, 4))
                    .addElements(at(20, 3))
                    .advanceWatermarkToInfinity())
            .apply(minutes())
            .apply(lookup());
    PAssert.that(described(result.getFound()))
        .containsInAnyOrder("2 at 10 in 0, UNKNOWN", "4 at 70 in 1, UNKNOWN");
    PAssert.that(described(result.getMissing())).containsInAnyOrder("3 at 20 in 0, UNKNOWN");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void thePaneOfAFiringIsKept() {
    for (boolean gather : List.of(false, true)) {
      Pipeline pipeline = Pipeline.create();
      var fired =
          pipeline
              .apply(
                  stream()
                      .addElements(at(10, 2), at(11, 2))
                      .advanceWatermarkTo(START.plus(MINUTE))
                      .addElements(at(12, 2))
                      .advanceWatermarkToInfinity())
              .apply(
                  minutes()
                      .triggering(
                          AfterWatermark.pastEndOfWindow()
                              .withEarlyFirings(AfterPane.elementCountAtLeast(2))
                              .withLateFirings(AfterPane.elementCountAtLeast(1)))
                      .withAllowedLateness(Duration.standardHours(1))
                      .discardingFiredPanes())
              .apply(Count.perElement())
              .apply(Keys.create());
      var found = fired.apply(gather ? gathered(1) : lookup()).getFound();
      PAssert.that(described(found))
          .satisfies(
              all -> {
                assertThat(all).contains("2 at 59 in 0, EARLY", "2 at 59 in 0, LATE");
                return null;
              });
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void gatheredElementsAreLookedUpTogetherWhenThereAreEnough() {
    Pipeline pipeline = Pipeline.create();
    var result =
        pipeline
            .apply(
                stream()
                    .addElements(at(1, 2))
                    .addElements(at(2, 2))
                    .addElements(at(3, 4))
                    .addElements(at(4, 6))
                    .advanceWatermarkToInfinity())
            .apply(minutes())
            .apply(gathered(4));
    PAssert.that(described(result.getFound()))
        .containsInAnyOrder(
            "2 at 1 in 0, UNKNOWN",
            "2 at 2 in 0, UNKNOWN",
            "4 at 3 in 0, UNKNOWN",
            "6 at 4 in 0, UNKNOWN");
    PipelineResult run = pipeline.run();
    run.waitUntilFinish();
    assertThat(Counters.of(run, LookupRows.class, "reads")).isEqualTo(1);
    assertThat(Counters.of(run, LookupRows.class, "keys")).isEqualTo(3);
  }

  @Test
  void gatheredElementsAreLookedUpTogetherAfterTheDelay_andOneByOneWithoutGathering() {
    for (boolean gather : List.of(true, false)) {
      Pipeline pipeline = Pipeline.create();
      var result =
          pipeline
              .apply(
                  stream()
                      .addElements(at(3, 2))
                      // Earlier than the first element: the watermark has to wait for this one.
                      .addElements(at(1, 4))
                      .advanceProcessingTime(Duration.standardMinutes(11))
                      .addElements(at(5, 6))
                      .advanceProcessingTime(Duration.standardMinutes(11))
                      .advanceWatermarkToInfinity())
              .apply(minutes())
              .apply(gather ? gathered(100) : lookup());
      PAssert.that(described(result.getFound()))
          .containsInAnyOrder(
              "2 at 3 in 0, UNKNOWN", "4 at 1 in 0, UNKNOWN", "6 at 5 in 0, UNKNOWN");
      PipelineResult run = pipeline.run();
      run.waitUntilFinish();
      assertThat(Counters.of(run, LookupRows.class, "reads")).isEqualTo(gather ? 2 : 3);
    }
  }

  /** A count after the lookup is complete when the watermark passes the end of the window. */
  @Test
  void theWatermarkWaitsForBufferedElements() {
    Pipeline pipeline = Pipeline.create();
    var looked =
        pipeline
            .apply(
                stream()
                    .addElements(at(1, 2))
                    // Past the end of the window while the element is buffered.
                    .advanceWatermarkTo(START.plus(Duration.standardMinutes(5)))
                    .addElements(at(310, 4))
                    .advanceProcessingTime(Duration.standardMinutes(11))
                    .advanceWatermarkToInfinity())
            .apply(minutes())
            .apply(gathered(100))
            .getFound();
    PAssert.that(described(counted(elements(looked))))
        .containsInAnyOrder("2 at 59 in 0, ON_TIME", "4 at 359 in 5, ON_TIME");
    pipeline.run().waitUntilFinish();
  }

  /**
   * Not only for the first: after the lookup, in smaller windows, the earlier element is not late.
   */
  @Test
  void theWatermarkWaitsForTheEarliestBufferedElement() {
    Pipeline pipeline = Pipeline.create();
    var looked =
        pipeline
            .apply(
                stream()
                    .addElements(at(50, 2))
                    .addElements(at(1, 4))
                    .advanceWatermarkTo(START.plus(Duration.standardSeconds(45)))
                    .advanceProcessingTime(Duration.standardMinutes(11))
                    .advanceWatermarkToInfinity())
            .apply(minutes())
            .apply(gathered(100))
            .getFound();
    var smaller =
        elements(looked).apply(Window.into(FixedWindows.of(Duration.standardSeconds(10))));
    PAssert.that(described(counted(smaller)))
        .containsInAnyOrder("4 at 9 in 0, ON_TIME", "2 at 59 in 0, ON_TIME");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aLateElementIsNotDropped_withGatheringOrWithout() {
    for (boolean gather : List.of(true, false)) {
      Pipeline pipeline = Pipeline.create();
      var result =
          pipeline
              .apply(
                  stream()
                      .addElements(at(1, 2))
                      .advanceProcessingTime(Duration.standardMinutes(11))
                      .advanceWatermarkTo(START.plus(Duration.standardMinutes(5)))
                      .addElements(at(2, 4))
                      .addElements(at(310, 6))
                      .advanceProcessingTime(Duration.standardMinutes(11))
                      .advanceWatermarkToInfinity())
              .apply(minutes().withAllowedLateness(Duration.ZERO).discardingFiredPanes())
              .apply(gather ? gathered(100) : lookup());
      PAssert.that(described(result.getFound()))
          .containsInAnyOrder(
              "2 at 1 in 0, UNKNOWN", "4 at 2 in 0, UNKNOWN", "6 at 310 in 5, UNKNOWN");
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void elementsOfDifferentWindowsAreLookedUpTogether_alsoOfWindowsThatMerge() {
    for (WindowFn<Object, IntervalWindow> windows :
        List.of(FixedWindows.of(MINUTE), Sessions.withGapDuration(MINUTE))) {
      Pipeline pipeline = Pipeline.create();
      var result =
          pipeline
              .apply(
                  stream()
                      .addElements(at(60, 2))
                      .addElements(at(300, 4))
                      .advanceWatermarkToInfinity())
              .apply(Window.into(windows))
              .apply(gathered(2));
      PAssert.that(described(result.getFound()))
          .containsInAnyOrder("2 at 60 in 1, UNKNOWN", "4 at 300 in 5, UNKNOWN");
      PipelineResult run = pipeline.run();
      run.waitUntilFinish();
      assertThat(Counters.of(run, LookupRows.class, "reads")).isEqualTo(1);
    }
  }

  @Test
  void elementsStillBufferedAtTheEndOfTheStreamAreNotLost() {
    Pipeline pipeline = Pipeline.create();
    var result =
        pipeline
            .apply(stream().addElements(at(1, 2), at(2, 3)).advanceWatermarkToInfinity())
            .apply(minutes())
            .apply(gathered(100));
    PAssert.that(described(result.getFound())).containsInAnyOrder("2 at 1 in 0, UNKNOWN");
    PAssert.that(described(result.getMissing())).containsInAnyOrder("3 at 2 in 0, UNKNOWN");
    pipeline.run().waitUntilFinish();
  }
}
