package dev.lintel.pipeline.files;

import com.google.common.collect.ImmutableList;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * The data files of a folder: those directly in it, and those in its {@link Partition partitions},
 * folders named {@code name=value} in any depth. Files and folders whose names begin with {@code .}
 * or {@code _} are those of file systems and of unfinished writers, and no data.
 */
public final class InputFolder {
  /** How Hadoop marks an empty folder in an object store. */
  private static final String FOLDER_MARK = "_$folder$";

  private InputFolder() {}

  /**
   * The data files, sorted by name.
   *
   * @throws IOException if there is no data file, or the folder cannot be listed; names the folder
   */
  public static ImmutableList<ResourceId> files(String folder) throws IOException {
    List<ResourceId> all;
    try {
      all = InputFiles.matching(InputFiles.everythingBelow(folder));
    } catch (FileNotFoundException e) {
      throw new FileNotFoundException("no data file in " + folder);
    }
    String base = base(folder);
    ImmutableList<ResourceId> files =
        all.stream()
            .filter(file -> !isHidden(file))
            .filter(file -> Partition.baseOf(file).equals(base))
            .collect(ImmutableList.toImmutableList());
    if (files.isEmpty()) {
      throw new FileNotFoundException("no data file in " + folder + whereElse(all, base));
    }
    return files;
  }

  /** Whether the name of a file says that it is no data. */
  public static boolean isHidden(ResourceId file) {
    String name = String.valueOf(file.getFilename());
    return isHidden(name) || name.endsWith(FOLDER_MARK);
  }

  /** Whether the name of a folder says that its files are no data. */
  public static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }

  /** What {@link Partition#baseOf} is of the folder's own files: it may be a partition itself. */
  private static String base(String folder) {
    String anyFile = folder.endsWith("/") ? folder + "file" : folder + "/file";
    return Partition.baseOf(FileSystems.matchNewResource(anyFile, /* isDirectory= */ false));
  }

  private static String whereElse(List<ResourceId> all, String base) {
    Optional<String> elsewhere =
        all.stream()
            .filter(file -> !isHidden(file))
            .map(Partition::baseOf)
            .filter(other -> other.startsWith(base) && !other.equals(base))
            .map(other -> other.substring(base.length()))
            .filter(other -> !isHidden(other) && !other.contains("/_") && !other.contains("/."))
            .findFirst();
    return elsewhere
        .map(
            other ->
                "; there are files in %s, but folders in it are read only if they are named as"
                        .formatted(other)
                    + " partitions, name=value")
        .orElse("; names that begin with _ or . are not those of data files");
  }
}
