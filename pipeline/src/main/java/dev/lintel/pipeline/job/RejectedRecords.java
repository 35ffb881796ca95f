package dev.lintel.pipeline.job;

import dev.lintel.pipeline.files.FileMatches;
import dev.lintel.pipeline.options.FailureOptions;
import dev.lintel.pipeline.summary.RunId;
import dev.lintel.pipeline.summary.RunState;
import dev.lintel.pipeline.summary.RunSummary;
import dev.lintel.pipeline.summary.TableFigure;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.io.WriteFilesResult;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Where the rejected records of a run go.
 *
 * @param prefix the names of the files up to the number of the shard; empty to only count them
 */
public record RejectedRecords(Optional<String> prefix) {

  /** The files of one run, named after the run, so that a later run never replaces them. */
  public static RejectedRecords of(FailureOptions options, RunId runId) {
    return new RejectedRecords(
        Optional.ofNullable(options.getInvalidOutputPath())
            .map(
                folder ->
                    FileSystems.matchNewResource(folder, /* isDirectory= */ true)
                        + "rejected-"
                        + runId));
  }

  /**
   * Writes the lines to files. The result is complete when they are written; empty without files.
   */
  public Optional<PCollection<?>> write(PCollectionList<String> lines) {
    return prefix.map(
        files -> {
          WriteFilesResult<Void> written =
              lines
                  .apply("Flatten rejected records to write", Flatten.pCollections())
                  .apply(
                      "Write rejected records",
                      TextIO.write()
                          .to(files)
                          .withSuffix(".jsonl")
                          .<Void>withOutputFilenames()
                          .skipIfEmpty());
          return written.getPerDestinationOutputFilenames();
        });
  }

  /** Prints where the rejected records are, if there are any. */
  public void remark(RunSummary summary, PrintStream out) {
    if (summary.total(TableFigure.FAILED) == 0) {
      return;
    }
    if (prefix.isEmpty()) {
      out.println("Give --invalidOutputPath to keep rejected records, with reasons.");
    } else if (summary.state() == RunState.SUCCEEDED || areWritten(prefix.get())) {
      out.println("The rejected records, with reasons: " + prefix.get() + "*.jsonl");
    }
  }

  /** A run may have failed before it wrote them. */
  private static boolean areWritten(String prefix) {
    try {
      return !FileMatches.of(prefix + "*.jsonl").isEmpty();
    } catch (IOException e) {
      return false;
    }
  }
}
