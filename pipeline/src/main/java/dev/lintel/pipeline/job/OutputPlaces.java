package dev.lintel.pipeline.job;

import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.FileMatches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Checks the places where a job will write. Results are written at the end, which is too late to
 * find that they cannot be.
 */
public final class OutputPlaces {
  /** What a store takes as a pattern. A disk looks for a file of that name first. */
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[\\]{}\\\\]");

  private OutputPlaces() {}

  /** Checks those of the places that are written to, and adds what is wrong to the problems. */
  public static void check(List<Place> places, Problems problems) {
    for (Place place : places) {
      if (place.use().isWritten()) {
        problem(place).ifPresent(problem -> problems.add(place.option(), problem));
      }
    }
  }

  /** The problem with a place to write to, as far as it shows without writing anything. */
  public static Optional<String> problem(Place place) {
    boolean isFolder = place.use() == Place.Use.WRITE_FOLDER;
    ResourceId resource;
    try {
      resource = FileSystems.matchNewResource(place.path(), isFolder);
    } catch (IllegalArgumentException e) {
      return Optional.of("%s: %s".formatted(place.path(), e.getMessage()));
    }
    if (resource.getScheme().equals("file")) {
      return problemOnDisk(place.path(), Path.of(resource.toString()).toAbsolutePath(), isFolder);
    }
    // What is in a folder is found by a pattern that begins with its name: an export in such a one
    // would be written, and not be found by an import.
    return isFolder && WILDCARD.matcher(place.path()).find()
        ? Optional.of(
            "%s: there must be none of * ? [ ] { } \\ in the name of a folder to write to"
                .formatted(place.path()))
        : problemInStore(place.path(), resource.getCurrentDirectory());
  }

  private static Optional<String> problemOnDisk(String place, Path path, boolean isFolder) {
    if (!isFolder && Files.isDirectory(path)) {
      return Optional.of("%s is a folder".formatted(place));
    }
    Path folder = isFolder ? path : path.getParent();
    while (!Files.exists(folder) && folder.getParent() != null) {
      // The job will create it.
      folder = folder.getParent();
    }
    if (!Files.isDirectory(folder)) {
      return Optional.of("%s cannot be created, %s is not a folder".formatted(place, folder));
    }
    return Files.isWritable(folder)
        ? Optional.empty()
        : Optional.of("no permission to write to %s".formatted(folder));
  }

  /** Whether the store answers at all; whether it can be written to would show by writing only. */
  private static Optional<String> problemInStore(String place, ResourceId folder) {
    try {
      FileMatches.of(folder + "*");
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("%s cannot be listed: %s".formatted(place, e.getMessage()));
    }
  }
}
