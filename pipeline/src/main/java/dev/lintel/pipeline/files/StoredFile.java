package dev.lintel.pipeline.files;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A file as its store describes it, without a look at its content.
 *
 * @param failure why the store does not describe it: a {@link java.io.FileNotFoundException} if it
 *     does not exist; empty if it does
 * @param bytes its size
 * @param md5 its MD5 in Base64, if the store keeps it
 * @param crc32c its CRC32C in Base64, big-endian, if the store keeps it and no MD5
 */
public record StoredFile(
    ResourceId resource,
    Optional<IOException> failure,
    long bytes,
    Optional<String> md5,
    Optional<String> crc32c) {

  /** What file systems take as a pattern in a name that they look up. */
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[\\]{}\\\\]");

  /** A file that its store does not describe. */
  static StoredFile failed(ResourceId file, IOException failure) {
    return new StoredFile(file, Optional.of(failure), 0, Optional.empty(), Optional.empty());
  }

  /**
   * Asks the stores about files of one file system, many at a time. Their names are not patterns:
   * {@code Orders[1].csv} is that file, and never {@code Orders1.csv}.
   *
   * @param options with which Cloud Storage is reached
   * @return the descriptions, in the order of the files
   * @throws IOException if a store does not answer
   */
  public static ImmutableList<StoredFile> of(List<ResourceId> files, PipelineOptions options)
      throws IOException {
    if (files.isEmpty()) {
      return ImmutableList.of();
    }
    if (CloudStorage.has(files.get(0))) {
      return new CloudStorage(options).describe(files);
    }
    // Beam's file systems can look up a pattern only, but open a file by its name.
    ImmutableMap<ResourceId, StoredFile> opened =
        InParallel.map(
                files.stream()
                    .filter(file -> isLikePattern(file) || isMissing(file))
                    .distinct()
                    .toList(),
                StoredFile::opened)
            .stream()
            .collect(ImmutableMap.toImmutableMap(StoredFile::resource, file -> file));
    List<ResourceId> plain = files.stream().filter(file -> !opened.containsKey(file)).toList();
    List<MatchResult> matches =
        plain.isEmpty() ? ImmutableList.of() : FileSystems.matchResources(plain);
    Iterator<MatchResult> found = matches.iterator();
    ImmutableList.Builder<StoredFile> described = ImmutableList.builder();
    for (ResourceId file : files) {
      @Nullable StoredFile known = opened.get(file);
      described.add(known == null ? of(file, found.next()) : known);
    }
    return described.build();
  }

  /** Returns whether file systems take its name for a pattern. */
  private static boolean isLikePattern(ResourceId file) {
    return WILDCARD.matcher(file.toString()).find();
  }

  private static boolean isMissing(ResourceId file) {
    return file.getScheme().equals("file") && LocalFiles.isMissing(file.toString());
  }

  private static StoredFile opened(ResourceId file) {
    if (isMissing(file)) {
      return failed(file, new FileNotFoundException("there is no file " + file));
    }
    try (ReadableByteChannel channel = FileSystems.open(file)) {
      return channel instanceof SeekableByteChannel seekable
          ? new StoredFile(
              file, Optional.empty(), seekable.size(), Optional.empty(), Optional.empty())
          : failed(file, new IOException(file + " is on a file system that does not say its size"));
    } catch (IOException e) {
      return failed(file, e);
    }
  }

  private static StoredFile of(ResourceId file, MatchResult found) {
    try {
      MatchResult.Metadata metadata =
          found.metadata().stream()
              .findFirst()
              .orElseThrow(() -> new FileNotFoundException("there is no file " + file));
      return new StoredFile(
          file,
          Optional.empty(),
          metadata.sizeBytes(),
          Optional.ofNullable(metadata.checksum()),
          Optional.empty());
    } catch (IOException e) {
      return failed(file, e);
    }
  }
}
