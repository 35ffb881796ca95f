package dev.lintel.pipeline.files;

import com.google.common.collect.ImmutableList;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.PatternSyntaxException;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;

/** Finds the files that match a pattern, on any of Beam's file systems. */
public final class FileMatches {

  private FileMatches() {}

  /**
   * The files that match, in no particular order; none if nothing does. On this machine, only the
   * folders that the pattern names are looked into.
   *
   * @throws IOException if the place cannot be listed, or there is no file system of that scheme;
   *     names the pattern or the place
   */
  public static ImmutableList<MatchResult.Metadata> of(String pattern) throws IOException {
    try {
      if (LocalFiles.isLocal(pattern)) {
        return LocalFiles.matching(pattern).stream()
            .map(FileMatches::metadata)
            .collect(ImmutableList.toImmutableList());
      }
      return FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata().stream()
          .filter(file -> !file.resourceId().isDirectory())
          .collect(ImmutableList.toImmutableList());
    } catch (FileNotFoundException e) {
      // What does not exist has no files.
      return ImmutableList.of();
    } catch (PatternSyntaxException e) {
      // Its message has three lines.
      throw new IOException("%s is no pattern: %s".formatted(pattern, e.getDescription()), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(pattern + ": " + e.getMessage(), e);
    }
  }

  private static MatchResult.Metadata metadata(Path file) {
    return MatchResult.Metadata.builder()
        .setResourceId(FileSystems.matchNewResource(file.toString(), /* isDirectory= */ false))
        .setIsReadSeekEfficient(true)
        .setSizeBytes(file.toFile().length())
        .setLastModifiedMillis(file.toFile().lastModified())
        .build();
  }
}
