package dev.lintel.pipeline.job;

import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.options.FailureOptions;
import dev.lintel.pipeline.options.SpannerJobOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Checks where a job is to leave its results. They are written at its end, when it is too late to
 * learn that they cannot be.
 */
public final class OutputPlaces {
  private OutputPlaces() {}

  /** Checks the places that jobs have in common: those of rejected records and of the summary. */
  public static <O extends SpannerJobOptions & FailureOptions> void checkResults(
      O options, Problems problems) {
    if (options.getInvalidOutputPath() != null) {
      checkFolder("--invalidOutputPath", options.getInvalidOutputPath(), problems);
    }
    if (options.getSummaryFile() != null) {
      checkFile("--summaryFile", options.getSummaryFile(), problems);
    }
  }

  /** Adds to the problems what can be told of a folder without writing anything. */
  public static void checkFolder(String option, String folder, Problems problems) {
    check(option, folder, true, problems);
  }

  /** Adds to the problems what can be told of a file without writing anything. */
  public static void checkFile(String option, String file, Problems problems) {
    check(option, file, false, problems);
  }

  /** Whether the store answers at all; only writing would tell whether it may be written to. */
  private static void checkStore(
      String option, String place, ResourceId folder, Problems problems) {
    try {
      MatchResult match = FileSystems.match(folder + "*", EmptyMatchTreatment.ALLOW);
      if (match.status() != MatchResult.Status.NOT_FOUND) {
        match.metadata();
      }
    } catch (IOException e) {
      problems.add("%s: %s cannot be looked at: %s".formatted(option, place, e.getMessage()));
    }
  }

  private static void check(String option, String place, boolean isFolder, Problems problems) {
    ResourceId resource;
    try {
      resource = FileSystems.matchNewResource(place, isFolder);
    } catch (IllegalArgumentException e) {
      problems.add("%s: %s: %s".formatted(option, place, e.getMessage()));
      return;
    }
    if (!resource.getScheme().equals("file")) {
      checkStore(option, place, resource.getCurrentDirectory(), problems);
      return;
    }
    Path path = Path.of(resource.toString()).toAbsolutePath();
    if (!isFolder && Files.isDirectory(path)) {
      problems.add("%s: %s is a folder".formatted(option, place));
      return;
    }
    Path folder = isFolder ? path : path.getParent();
    while (!Files.exists(folder) && folder.getParent() != null) {
      // It will be made.
      folder = folder.getParent();
    }
    if (!Files.isDirectory(folder)) {
      problems.add("%s: %s cannot be made, %s is not a folder".formatted(option, place, folder));
    } else if (!Files.isWritable(folder)) {
      problems.add("%s: nothing may be written to %s".formatted(option, folder));
    }
  }
}
