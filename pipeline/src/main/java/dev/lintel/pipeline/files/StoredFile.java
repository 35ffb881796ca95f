package dev.lintel.pipeline.files;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;

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

  /**
   * Asks the stores about files of one file system, many at a time.
   *
   * @return the descriptions, in the order of the files
   * @throws IOException if a store does not answer
   */
  public static ImmutableList<StoredFile> of(List<ResourceId> files, PipelineOptions options)
      throws IOException {
    if (files.isEmpty()) {
      return ImmutableList.of();
    }
    List<MatchResult> found = FileSystems.matchResources(files);
    List<StoredFile> described = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      described.add(of(files.get(i), found.get(i)));
    }
    // Objects that were put together from parts have no MD5.
    ImmutableMap<ResourceId, String> sums = crc32c(described, options);
    return described.stream()
        .map(file -> file.withCrc32c(Optional.ofNullable(sums.get(file.resource()))))
        .collect(ImmutableList.toImmutableList());
  }

  private static StoredFile of(ResourceId file, MatchResult found) {
    try {
      MatchResult.Metadata metadata = found.metadata().get(0);
      return new StoredFile(
          file,
          Optional.empty(),
          metadata.sizeBytes(),
          Optional.ofNullable(metadata.checksum()),
          Optional.empty());
    } catch (IOException e) {
      return new StoredFile(file, Optional.of(e), 0, Optional.empty(), Optional.empty());
    }
  }

  private static ImmutableMap<ResourceId, String> crc32c(
      List<StoredFile> files, PipelineOptions options) throws IOException {
    List<ResourceId> withoutMd5 =
        files.stream()
            .filter(file -> file.failure().isEmpty() && file.md5().isEmpty())
            .map(StoredFile::resource)
            .filter(CloudStorage::has)
            .toList();
    return withoutMd5.isEmpty() ? ImmutableMap.of() : new CloudStorage(options).crc32c(withoutMd5);
  }

  private StoredFile withCrc32c(Optional<String> sum) {
    return new StoredFile(resource, failure, bytes, md5, sum);
  }
}
