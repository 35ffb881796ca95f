package dev.lintel.pipeline.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.pipeline.command.Console;
import dev.lintel.pipeline.command.Environment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final String ERASE = "\r\033[K";

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Instant now = Instant.parse("2026-11-23T08:00:00Z");

  private static void noCheck() {}

  @Test
  void givenATerminal_rewritesOneLineAndRemovesIt() {
    AtomicLong read = new AtomicLong(10_000);

    State state =
        progress(Console.Kind.TERMINAL)
            .await(
                new FakeResult(null, State.RUNNING, State.DONE),
                ProgressTest::noCheck,
                () -> new Progress.Counts(read.getAndAdd(5_000), 9_000, 12));

    assertThat(state).isEqualTo(State.DONE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            ERASE
                + "import: 10,000 read, 9,000 written, 12 failed, 20,000 rows/s, 0 s"
                + ERASE
                + "import: 15,000 read, 9,000 written, 12 failed, 15,000 rows/s, 1 s"
                + ERASE);
  }

  @Test
  void givenALog_writesALineEveryFiveSeconds() {
    State state =
        progress(Console.Kind.LOG)
            .await(
                new FakeResult(10, State.FAILED),
                ProgressTest::noCheck,
                () -> new Progress.Counts(500, 0, 0));

    assertThat(state).isEqualTo(State.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("import: 500 read, 100 rows/s, 5 s\nimport: 500 read, 50 rows/s, 10 s\n");
  }

  @Test
  void givenTheShareThatWasRead_saysHowMuchIsWrittenAndHowLongTheRestTakes() {
    AtomicLong written = new AtomicLong();

    progress(Console.Kind.LOG)
        .await(
            new FakeResult(20, State.DONE),
            ProgressTest::noCheck,
            () -> {
              long rows = written.getAndAdd(20_000);
              boolean allRead = rows >= 40_000;
              return new Progress.Counts(
                  allRead ? 60_000 : 30_000,
                  rows,
                  rows > 0 ? 10 : 0,
                  OptionalDouble.of(allRead ? 1 : 0.5));
            });

    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "import: 30,000 read, 5 s, 0 %",
            "import: 30,000 read, 20,000 written, 10 failed, 2,001 rows/s, 10 s, 33 %, about 20 s"
                + " left",
            "import: 60,000 read, 40,000 written, 10 failed, 2,667 rows/s, 15 s, 66 %, about 7 s"
                + " left",
            "import: 60,000 read, 60,000 written, 10 failed, 3,000 rows/s, 20 s, 100 %");
  }

  @Test
  void givenALogAndFrequentCounts_asksTwiceASecondAndWritesEveryFiveSeconds() {
    AtomicLong asked = new AtomicLong();

    progress(Console.Kind.LOG)
        .withFrequentCounts()
        .await(
            new FakeResult(10, State.DONE),
            ProgressTest::noCheck,
            () -> new Progress.Counts(asked.incrementAndGet(), 0, 0));

    assertThat(asked).hasValue(20);
    assertThat(
            err.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceAll(".*, ", "")))
        .containsExactly("5 s", "10 s");
  }

  @Test
  void givenALog_checksTwiceASecondAndCountsEveryFiveSeconds() {
    AtomicLong checked = new AtomicLong();
    AtomicLong asked = new AtomicLong();

    progress(Console.Kind.LOG)
        .await(
            new FakeResult(10, State.DONE),
            checked::incrementAndGet,
            () -> new Progress.Counts(asked.incrementAndGet(), 0, 0));

    assertThat(checked).hasValue(20);
    assertThat(asked).hasValue(2);
  }

  @Test
  void givenFewLooks_checksWhenItCounts() {
    AtomicLong checked = new AtomicLong();

    progress(Console.Kind.LOG)
        .withFewLooks()
        .await(
            new FakeResult(null, null, State.DONE),
            checked::incrementAndGet,
            () -> new Progress.Counts(1, 0, 0));

    assertThat(checked).hasValue(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("10 s\n");
  }

  @Test
  void givenACheckThatFails_endsWithin500Milliseconds() {
    Instant start = now;

    assertThatThrownBy(
            () ->
                progress(Console.Kind.LOG)
                    .await(
                        new FakeResult(10, State.DONE),
                        () -> {
                          throw new IllegalStateException("lost");
                        },
                        () -> new Progress.Counts(1, 0, 0)))
        .hasMessage("lost");
    assertThat(Duration.between(start, now)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void givenARunThatEndsAtOnce_showsNothing() {
    progress(Console.Kind.LOG)
        .await(
            new FakeResult(State.DONE),
            ProgressTest::noCheck,
            () -> {
              throw new AssertionError("nobody needs the counts");
            });

    assertThat(err.size()).isZero();
  }

  @Test
  void givenAFailingPipeline_removesTheLineAndThrowsTheException() {
    PipelineResult failing =
        new FakeResult((State) null) {
          @Override
          State next() {
            if (isEmpty()) {
              throw new IllegalStateException("boom");
            }
            return super.next();
          }
        };

    assertThatThrownBy(
            () ->
                progress(Console.Kind.TERMINAL)
                    .await(failing, ProgressTest::noCheck, () -> new Progress.Counts(1, 0, 0)))
        .hasMessage("boom");
    assertThat(err.toString(StandardCharsets.UTF_8)).endsWith(ERASE);
  }

  @Test
  void waitsForARealPipelineThatDoesNotBlock() {
    assertThat(await(pipeline(word -> word))).isEqualTo(State.DONE);
  }

  @Test
  void givenARealPipelineThatFails_throwsWhatItsCodeThrew() {
    Pipeline pipeline =
        pipeline(
            word -> {
              throw new IllegalStateException("cannot do " + word.length());
            });

    assertThatThrownBy(() -> await(pipeline))
        .isInstanceOf(Pipeline.PipelineExecutionException.class)
        .hasRootCauseMessage("cannot do 3");
  }

  private State await(Pipeline pipeline) {
    return progress(Console.Kind.LOG)
        .await(pipeline.run(), ProgressTest::noCheck, () -> new Progress.Counts(0, 0, 0));
  }

  private interface Change extends SerializableFunction<String, String> {}

  private static Pipeline pipeline(Change change) {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setBlockOnRun(false);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply("Words", Create.of("one", "two"))
        .apply("Change", MapElements.into(TypeDescriptors.strings()).via(change));
    return pipeline;
  }

  private Progress progress(Console.Kind kind) {
    Console console = new Console(new PrintStream(err, true, StandardCharsets.UTF_8), kind);
    return Progress.of(new Environment(System.out, console, Map.of()), "import")
        .withClock(() -> now);
  }

  /** Returns one state after the other, each after the time that the caller would wait. */
  private class FakeResult implements PipelineResult {
    private static final State NONE = State.UNKNOWN;
    private final Deque<State> states = new ArrayDeque<>();

    FakeResult(State... states) {
      Arrays.stream(states).map(state -> state == null ? NONE : state).forEach(this.states::add);
    }

    /** Runs for that many seconds, if it is looked at twice a second. */
    FakeResult(int seconds, State end) {
      Stream.generate(() -> NONE).limit(seconds * 2L).forEach(states::add);
      states.add(end);
    }

    boolean isEmpty() {
      return states.isEmpty();
    }

    State next() {
      State state = states.remove();
      return state == NONE ? null : state;
    }

    @Override
    public State waitUntilFinish(org.joda.time.Duration duration) {
      State state = next();
      now = now.plus(Duration.ofMillis(duration.getMillis()));
      return state;
    }

    @Override
    public State waitUntilFinish() {
      throw new UnsupportedOperationException("would wait without showing anything");
    }

    @Override
    public State getState() {
      throw new UnsupportedOperationException();
    }

    @Override
    public State cancel() {
      throw new UnsupportedOperationException();
    }

    @Override
    public MetricResults metrics() {
      throw new UnsupportedOperationException();
    }
  }
}
