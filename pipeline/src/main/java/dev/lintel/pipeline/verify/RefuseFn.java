package dev.lintel.pipeline.verify;

import org.apache.beam.sdk.transforms.DoFn;

/**
 * Fails the run for a record of the export that its own schema does not allow. The comparison would
 * be wrong without it. The content of the record stays out of the message, which gets into logs.
 */
final class RefuseFn extends DoFn<String, Void> {

  @ProcessElement
  @SuppressWarnings("DoNotCallSuggester") // Only the runner calls it.
  public void process(@Element String rejected) {
    throw new IllegalStateException(
        "A record of the export is not a row of its table; an import with --invalidOutputPath shows"
            + " which one, and why");
  }
}
