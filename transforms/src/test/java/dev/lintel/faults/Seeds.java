package dev.lintel.faults;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.stream.LongStream;

/** The seeds that a test tries: with {@code -Dlintel.seed=N} only that one, to replay a failure. */
public final class Seeds {
  private static final Long ONLY_SEED = Long.getLong("lintel.seed");

  private Seeds() {}

  /** Returns the first so many seeds, from 0. */
  public static ImmutableList<Long> first(int number) {
    return ONLY_SEED != null
        ? ImmutableList.of(ONLY_SEED)
        : LongStream.range(0, number).boxed().collect(toImmutableList());
  }

  /** Returns what a failing test says of its seed. */
  public static String replay(long seed) {
    return "seed %d (replay it: -Dlintel.seed=%d)".formatted(seed, seed);
  }
}
