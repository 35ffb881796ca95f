package dev.lintel.fuzz;

import dev.lintel.faults.Seeds;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Input that is nearly valid ends in a result, or in a message that names the place. With {@code
 * -Dlintel.seed=N} only that round is run, to replay a failure.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ParserFuzzing {

  /** For each parser; there are about forty. */
  private static final Duration LONG = Duration.ofSeconds(15);

  private static final int MANY = 1_000_000;

  /** Returns the parsers that are tried. */
  protected abstract Stream<FuzzedParser> parsers() throws Exception;

  @ParameterizedTest
  @MethodSource("parsers")
  void aRound_eachInputEndsInAResultOrAMessage(FuzzedParser parser) throws Exception {
    for (long seed : Seeds.first(1)) {
      new FuzzRound(parser, seed).run();
    }
  }

  @Tag("faults")
  @ParameterizedTest
  @MethodSource("parsers")
  void manyRounds_eachInputEndsInAResultOrAMessage(FuzzedParser parser) throws Exception {
    long start = System.nanoTime();
    for (long seed : Seeds.first(MANY)) {
      if (System.nanoTime() - start > LONG.toNanos()) {
        return;
      }
      new FuzzRound(parser, seed).run();
    }
  }
}
