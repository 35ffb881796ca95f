package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which numbers a sequence or an identity column gives. Immutable.
 *
 * @param kind in lower case, {@code bit_reversed_positive}; empty if it is the database's default
 * @param skipRangeMin the first number that is never given
 * @param skipRangeMax the last one
 * @param start where the counter starts, as DDL says
 * @param live where the counter is; empty if it has not been used or the server does not tell
 */
public record CounterDefinition(
    Optional<String> kind,
    Optional<Long> skipRangeMin,
    Optional<Long> skipRangeMax,
    Optional<Long> start,
    Optional<Long> live) {

  /**
   * How far past the live counter a copy starts, so that what is given while it is being made does
   * not collide. As Google's export has it.
   */
  private static final long HEADROOM = 1000;

  /** One of which nothing is told. */
  public static final CounterDefinition DEFAULT =
      new CounterDefinition(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Where the counter of a copy has to start, so that it does not give what was given before. */
  public Optional<Long> startOfCopy() {
    return live.map(counter -> counter + HEADROOM).or(() -> start);
  }

  /**
   * The clauses that make a counter that goes on where this one is: {@code BIT_REVERSED_POSITIVE
   * SKIP RANGE 1, 1000 START COUNTER WITH 1051}; empty if there is nothing to say.
   */
  public String copyClauses(Dialect dialect) {
    List<String> clauses = new ArrayList<>();
    kind.ifPresent(k -> clauses.add(k.toUpperCase(Locale.ROOT)));
    if (skipRangeMin.isPresent() && skipRangeMax.isPresent()) {
      String comma = dialect == Dialect.POSTGRESQL ? " " : ", ";
      clauses.add("SKIP RANGE " + skipRangeMin.get() + comma + skipRangeMax.get());
    }
    startOfCopy().ifPresent(counter -> clauses.add("START COUNTER WITH " + counter));
    return String.join(" ", clauses);
  }

  CounterDefinition withLive(Optional<Long> counter) {
    return new CounterDefinition(kind, skipRangeMin, skipRangeMax, start, counter);
  }
}
