package dev.lintel.pipeline.purge;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Key;
import dev.lintel.coders.KeyCoder;
import dev.lintel.transforms.PacedDirectRunner;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyShardsTest {

  private static int count(Class<? extends PipelineRunner<?>> runner) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(runner);
    return KeyShards.count(options);
  }

  @Test
  void onTheDirectRunnerThereAreFewGroupsAndElsewhereSoManyThatEachIsSmall() {
    assertThat(count(DirectRunner.class)).isEqualTo(count(PacedDirectRunner.class)).isEqualTo(32);
    assertThat(1_000_000_000 / count(DataflowRunner.class)).isLessThan(100_000);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void numbersFillTheGroupsAlsoIfTheirBitsAreReversed(boolean reversed) {
    for (int count : List.of(32, 32_768)) {
      assertThat(
              LongStream.range(0, 4L * count)
                  .mapToObj(i -> Key.of(reversed ? Long.reverse(i) >>> 1 : i))
                  .collect(groupingBy(key -> KeyShards.of(key, count), counting())))
          .hasSizeGreaterThan(count * 9 / 10)
          .allSatisfy((group, keys) -> assertThat(keys).isLessThan(25));
    }
  }

  @Test
  void takesEachKeyOnce() {
    Pipeline pipeline = Pipeline.create();
    PAssert.that(
            pipeline
                .apply(
                    Create.of(LongStream.range(0, 300).mapToObj(i -> Key.of(i % 100)).toList())
                        .withCoder(KeyCoder.of()))
                .apply(KeyShards.distinct()))
        .containsInAnyOrder(LongStream.range(0, 100).mapToObj(Key::of).toList());
    pipeline.run().waitUntilFinish();
  }
}
