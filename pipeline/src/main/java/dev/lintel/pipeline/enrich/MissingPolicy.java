package dev.lintel.pipeline.enrich;

import java.util.Arrays;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What is done with a record for which a lookup finds no row. */
enum MissingPolicy {
  /** The added fields are null. */
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

  /** Its name in a spec. */
  String specName() {
    return specName;
  }

  /** The policy of that name; {@link #NULL} if the name is null, empty if it is unknown. */
  static Optional<MissingPolicy> of(@Nullable String specName) {
    return specName == null
        ? Optional.of(NULL)
        : Arrays.stream(values()).filter(value -> value.specName.equals(specName)).findFirst();
  }
}
