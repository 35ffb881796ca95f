package dev.lintel.pipeline.reading;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.files.DataFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;

/** The sizes of files, as their stores say them. */
public final class FileSizes {
  private FileSizes() {}

  /**
   * Asks about files of one file system, many at a time.
   *
   * @return the sizes in bytes, in the order of the names; 0 for a file that does not exist, whose
   *     reading will fail
   */
  public static ImmutableList<Long> of(List<String> names) {
    List<ResourceId> files = names.stream().map(name -> DataFile.named(name).resource()).toList();
    List<Long> sizes = new ArrayList<>();
    try {
      if (!files.isEmpty()) {
        for (MatchResult match : FileSystems.matchResources(files)) {
          sizes.add(
              match.status() == MatchResult.Status.OK ? match.metadata().get(0).sizeBytes() : 0);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ImmutableList.copyOf(sizes);
  }
}
