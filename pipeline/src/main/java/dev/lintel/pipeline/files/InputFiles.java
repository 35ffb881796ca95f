package dev.lintel.pipeline.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
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
  public static List<ResourceId> matching(String pattern) throws IOException {
    List<ResourceId> files = new ArrayList<>();
    try {
      if (!StoredFile.isLikePattern(pattern) && LocalFiles.isMissing(pattern)) {
        throw new FileNotFoundException(pattern);
      }
      MatchResult match = FileSystems.match(pattern, EmptyMatchTreatment.ALLOW);
      for (var metadata : match.metadata()) {
        if (!metadata.resourceId().isDirectory()) {
          files.add(metadata.resourceId());
        }
      }
    } catch (IllegalArgumentException e) {
      // There is no file system of that scheme.
      throw new IOException(pattern + ": " + e.getMessage(), e);
    } catch (FileNotFoundException e) {
      // What does not exist has no files.
    }
    if (files.isEmpty()) {
      throw new FileNotFoundException("no file matches " + pattern);
    }
    files.sort((a, b) -> a.toString().compareTo(b.toString()));
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
