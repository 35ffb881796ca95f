package dev.lintel.ddl;

import com.google.auto.value.AutoBuilder;
import com.google.cloud.spanner.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The counter of a sequence or an identity column. Immutable.
 *
 * @param kind in lower case, {@code bit_reversed_positive}; empty for the default of the database
 * @param skipRangeMin the first of the numbers that the counter skips
 * @param skipRangeMax the last of the numbers that the counter skips
 * @param start where the counter starts, by the DDL
 * @param live the current value of the counter; empty if it was never used or the server does not
 *     show it
 */
public record CounterDefinition(
    Optional<String> kind,
    Optional<Long> skipRangeMin,
    Optional<Long> skipRangeMax,
    Optional<Long> start,
    Optional<Long> live) {

  /**
   * How far past the current value a copy starts, so that numbers given while the copy is made do
   * not collide. The same as in Google's export.
   */
  private static final long HEADROOM = 1000;

  /** A counter without any clause. */
  public static final CounterDefinition DEFAULT = builder().build();

  /** Whether the database decides the kind, by an option that it then needs. */
  boolean isOfDefaultKind() {
    return kind.isEmpty();
  }

  /** Returns where the counter of a copy has to start, so that it does not repeat numbers. */
  public Optional<Long> startOfCopy() {
    return live.map(counter -> counter + HEADROOM).or(() -> start);
  }

  /**
   * Returns the clauses of a counter that continues where this one is, such as {@code
   * BIT_REVERSED_POSITIVE SKIP RANGE 1, 1000 START COUNTER WITH 1051}; empty if no clause is
   * needed.
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
    return new AutoBuilder_CounterDefinition_Builder(this).setLive(counter).build();
  }

  static Builder builder() {
    return new AutoBuilder_CounterDefinition_Builder();
  }

  @AutoBuilder
  abstract static class Builder {
    abstract Builder setKind(String kind);

    abstract Builder setSkipRangeMin(Optional<Long> min);

    abstract Builder setSkipRangeMax(Optional<Long> max);

    abstract Builder setStart(Optional<Long> start);

    abstract Builder setLive(Optional<Long> live);

    abstract CounterDefinition build();
  }
}
