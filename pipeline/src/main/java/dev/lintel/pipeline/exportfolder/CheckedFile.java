package dev.lintel.pipeline.exportfolder;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.io.ByteStreams;
import dev.lintel.pipeline.exportfolder.LintelExport.FileFacts;
import dev.lintel.pipeline.files.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;

/**
 * A file that a manifest lists, and what its store says of it.
 *
 * @param facts what Lintel knows of the file besides
 */
record CheckedFile(TableManifest.DataFile listed, Optional<FileFacts> facts, StoredFile stored) {

  private String name() {
    return stored.resource().toString();
  }

  /** What is wrong, as far as the store shows it. */
  Optional<String> problem() {
    if (stored.failure().isPresent()) {
      return Optional.of(
          stored.failure().get() instanceof FileNotFoundException
              ? name() + " is missing, though its manifest lists it"
              : unreadable(stored.failure().get()));
    }
    if (facts.isPresent() && facts.get().bytes() != stored.bytes()) {
      return Optional.of(
          "%s is not the file that was exported: it has %d bytes, and %d were exported"
              .formatted(name(), stored.bytes(), facts.get().bytes()));
    }
    return comparison().filter(same -> !same).map(differs -> changed());
  }

  /** Whether only its content can show whether it is the file that was exported. */
  boolean isToBeRead() {
    return problem().isEmpty()
        && comparison().isEmpty()
        && (listed.md5() != null || crc32c().isPresent());
  }

  /** What is wrong with its content, of which all is read. */
  Optional<String> problemOfContent() {
    try {
      boolean same = listed.md5() == null ? hasCrc32c() : listed.md5().equals(md5());
      return same ? Optional.empty() : Optional.of(changed());
    } catch (IOException e) {
      return Optional.of(unreadable(e));
    }
  }

  /** Whether the checksum of the store is the expected one; empty if the store has none of it. */
  private Optional<Boolean> comparison() {
    if (listed.md5() != null && stored.md5().isPresent()) {
      return stored.md5().map(listed.md5()::equals);
    }
    return stored.crc32c().flatMap(sum -> crc32c().map(inEitherOrder(sum)::contains));
  }

  private Optional<String> crc32c() {
    return Optional.ofNullable(listed.crc32c()).or(() -> facts.map(FileFacts::crc32c));
  }

  private String changed() {
    return name() + " is not the file that was exported: its checksum differs from the manifest's";
  }

  private String unreadable(IOException reason) {
    return "%s cannot be read: %s".formatted(name(), reason.getMessage());
  }

  // The manifests of Google's export have MD5; it is for finding damaged files, not forged ones.
  @SuppressWarnings("deprecation")
  private String md5() throws IOException {
    return Base64.getEncoder().encodeToString(hash(Hashing.md5()));
  }

  private boolean hasCrc32c() throws IOException {
    String sum = Base64.getEncoder().encodeToString(hash(Hashing.crc32c()));
    return inEitherOrder(sum).contains(crc32c().orElseThrow());
  }

  private byte[] hash(HashFunction function) throws IOException {
    try (var bytes =
        new HashingInputStream(
            function, Channels.newInputStream(FileSystems.open(stored.resource())))) {
      ByteStreams.exhaust(bytes);
      return bytes.hash().asBytes();
    }
  }

  /** In both orders of its bytes: that of object stores, and that of Google's local exports. */
  private static List<String> inEitherOrder(String base64) {
    return List.of(base64, ChecksumAlgorithm.reversed(base64));
  }
}
