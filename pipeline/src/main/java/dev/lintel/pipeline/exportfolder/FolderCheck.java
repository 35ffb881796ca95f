package dev.lintel.pipeline.exportfolder;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import com.google.common.hash.Hashing;
import dev.lintel.pipeline.exportfolder.LintelExport.FileFacts;
import dev.lintel.pipeline.exportfolder.LintelExport.TableFacts;
import dev.lintel.pipeline.files.InParallel;
import dev.lintel.pipeline.files.StoredFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Compares the files of an export with what its manifests say of them: that they are there, whole
 * and unchanged, and that the numbers of rows agree with each other.
 *
 * <p>The size of every file is compared, and the checksum that its store keeps. Where the store
 * keeps none, as on a disk, files are read, several at a time, until they add up to a limit. Those
 * that are read are a sample then, the same one whenever the same export is checked.
 *
 * @param folder the export
 * @param options with which the store of the files is reached
 * @param mostBytes how many bytes are read at most
 */
public record FolderCheck(ExportFolder folder, PipelineOptions options, long mostBytes) {

  /** What a disk delivers in less than a minute. */
  private static final long DEFAULT_MOST_BYTES = 4L << 30;

  /** A check that reads up to 4 GiB. */
  public FolderCheck(ExportFolder folder, PipelineOptions options) {
    this(folder, options, DEFAULT_MOST_BYTES);
  }

  /**
   * The result of a check.
   *
   * @param problems what is wrong, a sentence each, in the order of the export; empty if nothing is
   * @param notRead how many files would have to be read to compare their content, and were not
   */
  public record Result(ImmutableList<String> problems, int notRead) {}

  /** Checks the folder. */
  public Result check() {
    List<String> problems = new ArrayList<>();
    folder.facts().stream()
        .flatMap(facts -> facts.tables().stream())
        .flatMap(this::counts)
        .forEach(problems::add);
    folder.objects().stream()
        .filter(object -> object.files().isEmpty())
        .map(
            object ->
                "%s: no file is listed for %s, which has one even without rows"
                    .formatted(folder.path(), object.name()))
        .forEach(problems::add);
    ImmutableList<CheckedFile> files;
    try {
      files = files();
    } catch (IOException e) {
      problems.add("%s cannot be looked at: %s".formatted(folder.path(), e.getMessage()));
      return new Result(ImmutableList.copyOf(problems), 0);
    }
    List<CheckedFile> toBeRead = files.stream().filter(CheckedFile::isToBeRead).toList();
    Set<CheckedFile> sample = sample(toBeRead);
    InParallel.map(files, file -> sample.contains(file) ? file.problemOfContent() : file.problem())
        .stream()
        .flatMap(Optional::stream)
        .forEach(problems::add);
    return new Result(ImmutableList.copyOf(problems), toBeRead.size() - sample.size());
  }

  private ImmutableList<CheckedFile> files() throws IOException {
    Map<String, FileFacts> facts = new HashMap<>();
    folder.facts().stream()
        .flatMap(export -> export.tables().stream())
        .flatMap(table -> table.files().stream())
        .forEach(file -> facts.put(file.name(), file));
    List<TableManifest.DataFile> listed =
        folder.objects().stream().flatMap(object -> object.files().stream()).toList();
    List<ResourceId> resources =
        listed.stream().map(file -> folder.file(file.name()).resource()).toList();
    ImmutableList<StoredFile> stored = StoredFile.of(resources, options);
    ImmutableList.Builder<CheckedFile> files = ImmutableList.builder();
    for (int i = 0; i < listed.size(); i++) {
      files.add(
          new CheckedFile(
              listed.get(i), Optional.ofNullable(facts.get(listed.get(i).name())), stored.get(i)));
    }
    return files.build();
  }

  /** Files of all tables and sizes, as many as may be read. */
  private Set<CheckedFile> sample(List<CheckedFile> files) {
    Set<CheckedFile> sample = new HashSet<>();
    long left = mostBytes;
    for (CheckedFile file :
        files.stream().sorted(Comparator.comparing(FolderCheck::position)).toList()) {
      if (file.stored().bytes() <= left) {
        left -= file.stored().bytes();
        sample.add(file);
      }
    }
    return sample;
  }

  /** Has nothing to do with the table or number of a file, and is always the same. */
  private static int position(CheckedFile file) {
    return Hashing.murmur3_32_fixed()
        .hashString(file.listed().name(), StandardCharsets.UTF_8)
        .asInt();
  }

  private Stream<String> counts(TableFacts table) {
    String where = folder.factsFile();
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
}
