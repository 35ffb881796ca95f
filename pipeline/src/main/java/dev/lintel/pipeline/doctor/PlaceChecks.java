package dev.lintel.pipeline.doctor;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.command.FailureMessage;
import dev.lintel.pipeline.files.InputFiles;
import dev.lintel.pipeline.files.InputFolder;
import dev.lintel.pipeline.job.GivenJob;
import dev.lintel.pipeline.job.OutputPlaces;
import dev.lintel.pipeline.job.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Checks the files and folders that a job reads and writes. */
final class PlaceChecks {

  /** The options of Beam that name folders to write to. */
  private static final ImmutableList<String> FOLDERS_OF_BEAM =
      ImmutableList.of("tempLocation", "gcpTempLocation", "stagingLocation");

  private PlaceChecks() {}

  /** A finding for each place that was given, in the order of the help, then those of Beam. */
  static List<Finding> of(GivenJob job) {
    List<Place> places = new ArrayList<>(job.needs().places());
    for (String name : FOLDERS_OF_BEAM) {
      String path = job.given().getOrDefault(name, "");
      if (!path.isEmpty()) {
        places.add(new Place("--" + name, path, Place.Use.WRITE_FOLDER));
      }
    }
    return places.stream().map(PlaceChecks::of).toList();
  }

  private static Finding of(Place place) {
    return switch (place.use()) {
      case READ_FILES -> input(place, InputFiles::matching);
      case READ_FOLDER -> input(place, InputFolder::files);
      case WRITE_FILE, WRITE_FOLDER -> output(place);
    };
  }

  /** Finds files by a path. */
  private interface Listing {
    List<ResourceId> of(String path) throws IOException;
  }

  private static Finding input(Place place, Listing listing) {
    try {
      List<ResourceId> files = listing.of(place.path());
      // A store may list a file that it does not let us read.
      try (var channel = FileSystems.open(files.get(0))) {
        channel.read(ByteBuffer.allocate(1));
      }
      return Finding.ok(
          place.option(),
          "%s: %s"
              .formatted(
                  place.path(),
                  files.size() == 1 ? "1 file" : "%,d files".formatted(files.size())));
    } catch (IOException | RuntimeException e) {
      return Finding.problem(
          place.option(),
          FailureMessage.of(e),
          "check that the path is right and that these credentials may list and read it");
    }
  }

  private static Finding output(Place place) {
    Optional<String> problem = OutputPlaces.problem(place);
    if (problem.isPresent()) {
      return Finding.problem(place.option(), problem.get(), "give a place that can be written to");
    }
    boolean isFolder = place.use() == Place.Use.WRITE_FOLDER;
    try {
      WriteProbe.in(
          existing(FileSystems.matchNewResource(place.path(), isFolder).getCurrentDirectory()));
      return Finding.ok(place.option(), place.path() + " can be written to");
    } catch (IOException | RuntimeException e) {
      return Finding.problem(
          place.option(),
          "%s: a probe file cannot be written, read and deleted: %s"
              .formatted(place.path(), FailureMessage.of(e)),
          "let these credentials create, get, list and delete files there");
    }
  }

  /** The folder itself; on a disk, the nearest one above that exists, as the job creates others. */
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
