package dev.lintel.pipeline.enrich;

import dev.lintel.pipeline.summary.RunId;
import java.io.Serializable;
import org.apache.beam.sdk.io.FileSystems;

/**
 * The beginning of the names of a run's files, which is unique to the run.
 *
 * @param folder with a slash at its end
 * @param name of the file, up to the number of the shard
 */
record OutputPrefix(String folder, String name) implements Serializable {

  static OutputPrefix of(String outputDir, RunId runId) {
    return new OutputPrefix(
        FileSystems.matchNewResource(outputDir, /* isDirectory= */ true).toString(),
        "enriched-" + runId);
  }

  /** For a person. */
  @Override
  public String toString() {
    return folder + name;
  }
}
