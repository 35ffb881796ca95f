package dev.lintel.pipeline.reading;

import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** How large the parts are that workers read. */
final class PartSize {
  /**
   * About the half of a bundle of the largest size, so that parts do not make bundles smaller; and
   * a file of 20 MB has parts for four workers.
   */
  private static final long LEAST = 4L << 20;

  /**
   * The runner is told of so many parts at most, before it divides them further by itself. More
   * than that many workers are rarely given to a job.
   */
  private static final long MOST_PARTS = 256;

  private PartSize() {}

  /**
   * The size of a part, in bytes.
   *
   * @param bytes the size of all files
   */
  static long of(long bytes, PipelineOptions options) {
    return Math.max(LEAST, ceilingOfQuotient(bytes, mostParts(options)));
  }

  /** The direct runner has a known number of threads, and keeps a bundle of each part in memory. */
  private static long mostParts(PipelineOptions options) {
    return DirectRunner.class.isAssignableFrom(options.getRunner())
        ? options.as(DirectOptions.class).getTargetParallelism()
        : MOST_PARTS;
  }

  private static long ceilingOfQuotient(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
