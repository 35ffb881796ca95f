package dev.lintel.transforms;

import org.apache.beam.sdk.Pipeline;

/** What a pipeline fails with. */
final class Failures {
  private Failures() {}

  /** The message that the pipeline fails with; empty if it does not fail. */
  static String of(Pipeline pipeline) {
    try {
      pipeline.run().waitUntilFinish();
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
    return "";
  }
}
