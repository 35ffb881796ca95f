package dev.lintel.pipeline.verify;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Struct;
import dev.lintel.compare.RowDifference;
import dev.lintel.compare.RowDifferenceCoder;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LaterLooksTest {
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** When rows were looked at, by test. */
  private static final Map<String, ConcurrentLinkedQueue<Seen>> SEEN = new ConcurrentHashMap<>();

  private final String test = UUID.randomUUID().toString();
  private final Pipeline pipeline = Pipeline.create();

  /** That the row of a key was looked at. */
  private record Seen(long key, long nanos) {}

  private static RowDifference difference(long key) {
    return RowDifference.extra("T", Key.of(key), Struct.newBuilder().set("K").to(key).build());
  }

  /** A look that notes when it was, and finds row 0 equal. */
  private static PTransform<PCollection<RowDifference>, PCollection<RowDifference>> look(
      String test) {
    return new PTransform<>() {
      @Override
      public PCollection<RowDifference> expand(PCollection<RowDifference> differences) {
        return differences
            .apply("Note", ParDo.of(new LookFn(test)))
            .setCoder(RowDifferenceCoder.of());
      }
    };
  }

  private static final class LookFn extends DoFn<RowDifference, RowDifference> {
    private final String test;

    LookFn(String test) {
      this.test = test;
    }

    @ProcessElement
    public void process(@Element RowDifference row, OutputReceiver<RowDifference> out) {
      long key = (Long) row.getKey().getParts().iterator().next();
      SEEN.computeIfAbsent(test, unused -> new ConcurrentLinkedQueue<>())
          .add(new Seen(key, System.nanoTime()));
      if (key != 0) {
        out.output(row);
      }
    }
  }

  @Test
  void eachLookBeginsAPauseAfterTheOneBeforeHasEndedForAllRows() {
    List<RowDifference> differences =
        LongStream.range(0, 20).mapToObj(LaterLooksTest::difference).toList();
    PAssert.that(
            pipeline
                .apply(Create.of(differences).withCoder(RowDifferenceCoder.of()))
                .apply("Looks", new LaterLooks(PAUSE, look(test))))
        .containsInAnyOrder(differences.subList(1, 20));
    long begun = System.nanoTime();
    pipeline.run().waitUntilFinish();

    Map<Long, List<Long>> ofRow =
        SEEN.remove(test).stream()
            .sorted(Comparator.comparingLong(Seen::nanos))
            .collect(groupingBy(Seen::key, mapping(seen -> seen.nanos() - begun, toList())));
    assertThat(ofRow.remove(0L)).hasSize(1);
    assertThat(ofRow.values()).hasSize(19).allMatch(times -> times.size() == 3);
    for (int look = 0; look < 3; look++) {
      int number = look;
      long before =
          number == 0
              ? 0
              : ofRow.values().stream().mapToLong(times -> times.get(number - 1)).max().orElse(0);
      assertThat(ofRow.values())
          .allMatch(times -> times.get(number) - before >= PAUSE.toNanos(), "a pause later");
    }
  }

  @Test
  void withoutDifferencesItDoesNotWait() {
    PAssert.that(
            pipeline
                .apply(Create.empty(RowDifferenceCoder.of()))
                .apply("Looks", new LaterLooks(Duration.ofDays(1), look(test))))
        .empty();
    pipeline.run().waitUntilFinish();

    assertThat(SEEN).doesNotContainKey(test);
  }
}
