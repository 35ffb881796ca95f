package dev.lintel.pipeline.doctor;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.command.FailureMessage;
import dev.lintel.pipeline.command.GivenJob;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.InputFiles;
import dev.lintel.pipeline.job.OutputPlaces;
import dev.lintel.pipeline.options.OptionSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/** The files and folders that a job's options name: what it reads, and where it writes. */
final class PlaceChecks {

  /** Those of Beam's options that name folders to write to. */
  private static final ImmutableList<String> BEAMS =
      ImmutableList.of("tempLocation", "gcpTempLocation", "stagingLocation");

  private PlaceChecks() {}

  /** A finding for each place that was given, in the order of the help. */
  static List<Finding> of(GivenJob job) {
    List<Finding> findings = new ArrayList<>();
    for (OptionSpec option : job.spec().options()) {
      String place = job.given().getOrDefault(option.name(), "");
      String subject = "--" + option.name();
      if (place.isEmpty()) {
        continue;
      }
      switch (option.paramType()) {
        case GCS_READ_FILE -> findings.add(input(subject, place, place));
        case GCS_READ_FOLDER -> findings.add(input(subject, place, InputFiles.everythingIn(place)));
        case GCS_WRITE_FOLDER -> findings.add(outputFolder(subject, place));
        case GCS_WRITE_FILE -> findings.add(outputFile(subject, place));
        default -> {}
      }
    }
    for (String name : BEAMS) {
      String place = job.given().getOrDefault(name, "");
      if (!place.isEmpty()) {
        findings.add(outputFolder("--" + name, place));
      }
    }
    return findings;
  }

  private static Finding input(String subject, String place, String pattern) {
    try {
      List<ResourceId> files = InputFiles.matching(pattern);
      // That a store lists a file does not mean that it hands it out.
      try (var channel = FileSystems.open(files.get(0))) {
        channel.read(ByteBuffer.allocate(1));
      }
      return Finding.ok(
          subject,
          "%s: %s"
              .formatted(
                  place, files.size() == 1 ? "1 file" : "%,d files".formatted(files.size())));
    } catch (IOException | RuntimeException e) {
      return Finding.problem(
          subject,
          FailureMessage.of(e),
          "see that the path is right and that these credentials may list and read it");
    }
  }

  private static Finding outputFolder(String subject, String place) {
    var problems = new Problems();
    OutputPlaces.checkFolder(subject, place, problems);
    return output(subject, place, true, problems);
  }

  private static Finding outputFile(String subject, String place) {
    var problems = new Problems();
    OutputPlaces.checkFile(subject, place, problems);
    return output(subject, place, false, problems);
  }

  private static Finding output(String subject, String place, boolean isFolder, Problems problems) {
    if (!problems.isEmpty()) {
      String text = problems.lines().get(0).substring((subject + ": ").length());
      return Finding.problem(subject, text, "give a place that can be written to");
    }
    try {
      WriteProbe.in(existing(FileSystems.matchNewResource(place, isFolder).getCurrentDirectory()));
      return Finding.ok(subject, place + " can be written to");
    } catch (IOException | RuntimeException e) {
      return Finding.problem(
          subject,
          "%s: a probe file cannot be written, read and deleted: %s"
              .formatted(place, FailureMessage.of(e)),
          "let these credentials create, get, list and delete files there");
    }
  }

  /** The folder itself, or on a disk, where the job will make it, the nearest one above. */
  private static ResourceId existing(ResourceId folder) {
    if (!folder.getScheme().equals("file")) {
      return folder;
    }
    Path path = Path.of(folder.toString()).toAbsolutePath();
    while (!Files.exists(path) && path.getParent() != null) {
      path = path.getParent();
    }
    return FileSystems.matchNewResource(path.toString(), true);
  }
}
