package dev.lintel.pipeline.verify;

import dev.lintel.pipeline.summary.RunId;
import java.io.Serializable;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The folders of one run, which no other run has. Immutable.
 *
 * @param differencesOrNull with a slash at its end; null without {@code --outputDir}
 * @param fixesOrNull with a slash at its end; null without {@code --fixDir}
 */
record ResultPlaces(@Nullable String differencesOrNull, @Nullable String fixesOrNull)
    implements Serializable {

  /** What schema differences are written to; no table has a file of that name. */
  private static final String SCHEMA = "_schema.jsonl";

  private static final String EXTENSION = ".jsonl";

  static ResultPlaces of(VerifyOptions options, RunId runId) {
    return new ResultPlaces(
        folder(options.getOutputDir(), runId), folder(options.getFixDir(), runId));
  }

  private static @Nullable String folder(@Nullable String parent, RunId runId) {
    return parent == null
        ? null
        : FileSystems.matchNewResource(parent, /* isDirectory= */ true) + "verify-" + runId + "/";
  }

  /** Whether anything is written. */
  boolean isAny() {
    return differencesOrNull != null || fixesOrNull != null;
  }

  /** The folder of the files with differences. */
  Optional<String> differences() {
    return Optional.ofNullable(differencesOrNull);
  }

  /** The file with the differences of a table's rows. */
  Optional<String> differences(String stem) {
    return differences().map(folder -> folder + stem + EXTENSION);
  }

  /** The file with the differences of the schemas. */
  Optional<String> schemaDifferences() {
    return differences().map(folder -> folder + SCHEMA);
  }

  /** The folder of the rows to import. */
  Optional<String> rowsToImport() {
    return Optional.ofNullable(fixesOrNull).map(folder -> folder + "import/");
  }

  /** The file with the rows of a table to import. */
  Optional<String> rowsToImport(String stem) {
    return rowsToImport().map(folder -> folder + stem + EXTENSION);
  }

  /** The file with the keys of a table's rows to purge. */
  Optional<String> keysToPurge(String stem) {
    return Optional.ofNullable(fixesOrNull).map(folder -> folder + "purge/" + stem + EXTENSION);
  }
}
