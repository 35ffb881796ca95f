package dev.lintel.pipeline.files;

import com.google.common.collect.ImmutableList;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Comparator;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Finds files on any of Beam's file systems. */
public final class InputFiles {

  private InputFiles() {}

  /**
   * The files that match, sorted by name.
   *
   * @throws IOException if no file matches, or the place cannot be listed; names the pattern
   */
  public static ImmutableList<ResourceId> matching(String pattern) throws IOException {
    ImmutableList<ResourceId> files =
        FileMatches.of(pattern).stream()
            .map(MatchResult.Metadata::resourceId)
            .sorted(Comparator.comparing(ResourceId::toString))
            .collect(ImmutableList.toImmutableList());
    if (files.isEmpty()) {
      throw new FileNotFoundException("no file matches " + pattern);
    }
    return files;
  }

  /** The pattern relative to the folder of a file, unless it is absolute. */
  public static String relativeTo(String file, String pattern) {
    boolean absolute = pattern.startsWith("/") || pattern.contains("://");
    if (absolute) {
      return pattern;
    }
    String folder = FileSystems.matchNewResource(file, false).getCurrentDirectory().toString();
    return folder + pattern;
  }

  /** The pattern of all files in a folder and in the folders within it. */
  public static String everythingBelow(String folder) {
    return folder.endsWith("/") ? folder + "**" : folder + "/**";
  }
}
