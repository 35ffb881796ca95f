package dev.lintel.pipeline.exportfolder;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import com.google.common.collect.Streams;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.io.ByteStreams;
import com.google.common.primitives.Bytes;
import dev.lintel.pipeline.exportfolder.LintelExport.FileFacts;
import dev.lintel.pipeline.exportfolder.LintelExport.TableFacts;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * Compares the files of an export with what its manifests say of them: that they are there, whole
 * and unchanged, and that the numbers of rows agree with each other. Object stores are asked for
 * the digests that they keep; other files are read once.
 *
 * @param folder the export
 */
public record FolderCheck(ExportFolder folder) {

  /** What is wrong, a sentence each, in the order of the export; empty if nothing is. */
  public ImmutableList<String> problems() {
    return Streams.concat(
            folder.facts().stream().flatMap(facts -> facts.tables().stream()).flatMap(this::counts),
            folder.objects().stream()
                .filter(object -> object.files().isEmpty())
                .map(
                    object ->
                        "%s: no file is listed for %s, which has one even without rows"
                            .formatted(folder.path(), object.name())),
            // Reading takes the time; several files at once keep disk and processors busy.
            folder.objects().parallelStream()
                .flatMap(object -> object.files().stream())
                .map(this::problem)
                .flatMap(Optional::stream)
                .toList()
                .stream())
        .collect(toImmutableList());
  }

  private Stream<String> counts(TableFacts table) {
    String where = folder.path() + LintelExport.FILE_NAME;
    long sum = table.files().stream().mapToLong(FileFacts::rows).sum();
    Set<String> counted = table.files().stream().map(FileFacts::name).collect(Collectors.toSet());
    Set<String> listed =
        folder.objects().stream()
            .filter(object -> object.name().equals(table.name()))
            .flatMap(object -> object.files().stream())
            .map(TableManifest.DataFile::name)
            .collect(Collectors.toSet());
    Stream.Builder<String> problems = Stream.builder();
    if (sum != table.rows()) {
      problems.add(
          "%s: table %s has %d rows, but its files have %d"
              .formatted(where, table.name(), table.rows(), sum));
    }
    if (!counted.equals(listed)) {
      problems.add(
          "%s: table %s has other files than its manifest: %s"
              .formatted(
                  where, table.name(), Sets.symmetricDifference(counted, listed).immutableCopy()));
    }
    return problems.build();
  }

  private Optional<String> problem(TableManifest.DataFile file) {
    String name = folder.path() + file.name();
    try {
      MatchResult.Metadata found = FileSystems.matchSingleFileSpec(name);
      if (file.md5() != null) {
        String stored = found.checksum();
        String digest = stored == null ? md5(found) : stored;
        return digest.equals(file.md5()) ? Optional.empty() : Optional.of(changed(name));
      }
      return file.crc32c() == null || crc32c(found).contains(file.crc32c())
          ? Optional.empty()
          : Optional.of(changed(name));
    } catch (FileNotFoundException e) {
      return Optional.of(name + " is missing, though its manifest lists it");
    } catch (IOException e) {
      return Optional.of("%s cannot be read: %s".formatted(name, e.getMessage()));
    }
  }

  private static String changed(String name) {
    return name + " is not the file that was exported: its checksum differs from the manifest's";
  }

  // The manifests of Google's export have MD5; it is for finding damaged files, not forged ones.
  @SuppressWarnings("deprecation")
  private static String md5(MatchResult.Metadata file) throws IOException {
    try (var bytes = new HashingInputStream(Hashing.md5(), open(file))) {
      ByteStreams.exhaust(bytes);
      return Base64.getEncoder().encodeToString(bytes.hash().asBytes());
    }
  }

  /** In both orders of its bytes: that of object stores, and that of Google's local exports. */
  private static List<String> crc32c(MatchResult.Metadata file) throws IOException {
    try (var bytes = new HashingInputStream(Hashing.crc32c(), open(file))) {
      ByteStreams.exhaust(bytes);
      byte[] littleEndian = bytes.hash().asBytes();
      List<Byte> bigEndian = new ArrayList<>(Bytes.asList(littleEndian));
      Collections.reverse(bigEndian);
      var base64 = Base64.getEncoder();
      return List.of(
          base64.encodeToString(littleEndian), base64.encodeToString(Bytes.toArray(bigEndian)));
    }
  }

  private static InputStream open(MatchResult.Metadata file) throws IOException {
    return Channels.newInputStream(FileSystems.open(file.resourceId()));
  }
}
