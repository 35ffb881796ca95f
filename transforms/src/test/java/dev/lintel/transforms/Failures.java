package dev.lintel.transforms;

import org.apache.beam.sdk.Pipeline;

/** Runs pipelines that are expected to fail. */
final class Failures {
  private Failures() {}

  /** Runs the pipeline and returns the message of its failure; empty if it succeeds. */
  static String of(Pipeline pipeline) {
    try {
      pipeline.run().waitUntilFinish();
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
    return "";
  }
}
