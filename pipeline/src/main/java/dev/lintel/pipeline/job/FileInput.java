package dev.lintel.pipeline.job;

import dev.lintel.pipeline.reading.ReadRecords;
import dev.lintel.pipeline.summary.CountWrittenFn;
import dev.lintel.pipeline.summary.ReadProgress;
import java.util.OptionalDouble;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.ParDo;

/**
 * The files that a pipeline reads, and what becomes of their records, for the progress of a job.
 */
final class FileInput {
  private long bytes;
  private boolean countsWritten;

  private FileInput() {}

  /** Looks at the steps of a pipeline, before it is run. */
  static FileInput of(Pipeline pipeline) {
    var input = new FileInput();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            if (node.getTransform() instanceof ReadRecords<?, ?, ?> read) {
              input.bytes += read.bytes();
            }
            if (node.getTransform() instanceof ParDo.SingleOutput<?, ?> step
                && step.getFn() instanceof CountWrittenFn) {
              input.countsWritten = true;
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });
    return input;
  }

  /**
   * The share of the files that has been read, from 0 to 1; absent if the job reads none, or does
   * not count what it writes.
   */
  OptionalDouble readShare(PipelineResult result) {
    return bytes == 0 || !countsWritten
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(1, (double) ReadProgress.read(result) / bytes));
  }
}
