package dev.lintel.pipeline.enrich;

import java.util.Arrays;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What becomes of a record for which a lookup finds no row. */
enum MissingPolicy {
  /** What would be added is null. */
  NULL("null"),
  /** The record is left out, and counted. */
  DROP("drop"),
  /** The job fails. */
  FAIL("fail"),
  /** The record is rejected, with the reason. */
  DEAD_LETTER("deadLetter");

  private final String specName;

  MissingPolicy(String specName) {
    this.specName = specName;
  }

  /** What a spec calls it. */
  String specName() {
    return specName;
  }

  /** The one that a spec names; {@link #NULL} if it names none, empty if it is none of these. */
  static Optional<MissingPolicy> of(@Nullable String specName) {
    return specName == null
        ? Optional.of(NULL)
        : Arrays.stream(values()).filter(value -> value.specName.equals(specName)).findFirst();
  }
}
