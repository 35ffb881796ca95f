package dev.lintel.pipeline.exports;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableListMultimap.toImmutableListMultimap;
import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.exportfolder.LintelExport.FileFacts;
import dev.lintel.pipeline.exportfolder.LintelExport.TableFacts;
import dev.lintel.pipeline.exportfolder.LintelExport.Window;
import dev.lintel.pipeline.exportfolder.SpannerExport;
import dev.lintel.pipeline.exportfolder.TableManifest;
import dev.lintel.pipeline.files.AtomicFile;
import dev.lintel.pipeline.files.CountedOutput;
import dev.lintel.pipeline.files.FileDigest;
import dev.lintel.pipeline.files.FileLineage;
import dev.lintel.pipeline.files.FileMatches;
import dev.lintel.pipeline.files.StoredFile;
import dev.lintel.pipeline.formats.Format;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.RecordFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The last step of an export: checks that every partition of every table was written, gives the
 * files their names, and writes the files that describe them, {@code spanner-export.json} last.
 *
 * <p>All of it can be repeated: a retry may find some files renamed already, and goes on.
 *
 * @param plan what was to be written
 */
record ExportFinish(ExportPlan plan) {

  /** A file under its final name. */
  private record FinalFile(String name, long rows, FileDigest digest) {
    FileFacts facts() {
      return new FileFacts(name, rows, digest.bytes(), digest.crc32c());
    }
  }

  /**
   * Finishes the export.
   *
   * @param written the result of each partition
   * @param options with which the store of the files is reached
   * @return the facts about the export, as written to its folder
   * @throws IllegalStateException if partitions are missing, or files are not what was written
   * @throws IOException if a file cannot be written or renamed
   */
  LintelExport finish(List<WrittenFile> written, PipelineOptions options) throws IOException {
    ImmutableListMultimap<String, WrittenFile> byTable =
        written.stream()
            .sorted(Comparator.comparing(WrittenFile::number))
            .collect(toImmutableListMultimap(WrittenFile::table, file -> file));
    plan.tables().forEach(table -> checkComplete(table, byTable.get(table.name())));
    String readTimestamp = readTimestamp(written);

    Map<ExportTable, List<FinalFile>> files = new LinkedHashMap<>();
    Map<String, String> moves = new LinkedHashMap<>();
    for (ExportTable table : plan.tables()) {
      files.put(table, name(table, byTable.get(table.name()), moves));
    }
    if (plan.textFilesOrNull() != null) {
      return finishText(plan.textFilesOrNull(), files, moves, readTimestamp, options);
    }
    writeThoseWithoutRows(files);
    // Before any file with rows gets its name: if the run ends here, the folder is that of an
    // unfinished export, and not one of files that could be imported one by one.
    LintelExport facts = facts(files, readTimestamp);
    List<FinalFile> all = files.values().stream().flatMap(List::stream).toList();
    write(plan.names().describing(LintelExport.FILE_NAME), facts.toJson());
    move(
        moves,
        StandardMoveOptions.IGNORE_MISSING_FILES,
        StandardMoveOptions.SKIP_IF_DESTINATION_EXISTS);
    checkSizes(all, options);
    for (var entry : files.entrySet()) {
      writeManifest(entry.getKey().stem(), entry.getValue());
    }
    for (ExportPlan.ExportObject object : plan.objects()) {
      writeManifest(object.stem(), List.of(writeSchema(object)));
    }
    deleteTemporary();
    write(plan.names().describing(SpannerExport.FILE_NAME), plan.spannerExport());
    FileLineage.written(all.stream().map(file -> plan.folder() + file.name()).toList());
    return facts;
  }

  private LintelExport finishText(
      TextFiles text,
      Map<ExportTable, List<FinalFile>> files,
      Map<String, String> moves,
      String readTimestamp,
      PipelineOptions options)
      throws IOException {
    text.requireNoOthers(sizes(files));
    text.begin();
    writeThoseWithoutRows(files);
    List<FinalFile> all = files.values().stream().flatMap(List::stream).toList();
    // Those of an earlier run may have the same names, and are replaced.
    move(moves, StandardMoveOptions.IGNORE_MISSING_FILES);
    checkSizes(all, options);
    ImmutableMap<String, Long> sizes = sizes(files);
    text.deleteEarlier(sizes.keySet());
    // Another run may be ending at the same time.
    text.requireNoOthers(sizes);
    checkSizes(all, options);
    text.complete();
    deleteTemporary();
    FileLineage.written(all.stream().map(file -> plan.folder() + file.name()).toList());
    return facts(files, readTimestamp);
  }

  /** How large the files are, by their whole names as file systems list them. */
  private ImmutableMap<String, Long> sizes(Map<ExportTable, List<FinalFile>> files) {
    return files.values().stream()
        .flatMap(List::stream)
        .collect(
            toImmutableMap(
                file -> file(plan.folder() + file.name()).toString(),
                file -> file.digest().bytes()));
  }

  private void writeThoseWithoutRows(Map<ExportTable, List<FinalFile>> files) throws IOException {
    for (var entry : files.entrySet()) {
      if (entry.getValue().isEmpty()) {
        entry.setValue(List.of(writeWithoutRows(entry.getKey())));
      }
    }
  }

  private static void checkComplete(ExportTable table, List<WrittenFile> files) {
    List<Integer> numbers = files.stream().map(WrittenFile::number).toList();
    int count = files.isEmpty() ? 1 : files.get(0).count();
    if (!numbers.equals(IntStream.range(0, count).boxed().toList())) {
      throw new IllegalStateException(
          "Of the %d partitions of %s these were written: %s"
              .formatted(count, table.name(), numbers));
    }
  }

  private static String readTimestamp(List<WrittenFile> written) {
    List<String> timestamps = written.stream().map(WrittenFile::readTimestamp).distinct().toList();
    if (timestamps.size() != 1) {
      throw new IllegalStateException("The files are of several snapshots: " + timestamps);
    }
    return timestamps.get(0);
  }

  /** The files of a table in the order of its partitions; adds the moves that name them. */
  private List<FinalFile> name(
      ExportTable table, List<WrittenFile> written, Map<String, String> moves) {
    List<WrittenFile> withRows = written.stream().filter(WrittenFile::hasRows).toList();
    List<FinalFile> files = new ArrayList<>();
    for (WrittenFile file : withRows) {
      String name = plan.names().dataFile(table.stem(), files.size(), withRows.size());
      moves.put(file.file(), plan.folder() + name);
      files.add(new FinalFile(name, file.rows(), file.digest()));
    }
    return files;
  }

  private static void move(Map<String, String> moves, MoveOptions... options) throws IOException {
    if (moves.isEmpty()) {
      return;
    }
    FileSystems.rename(
        moves.keySet().stream().map(ExportFinish::file).toList(),
        moves.values().stream().map(ExportFinish::file).toList(),
        options);
  }

  private void checkSizes(List<FinalFile> files, PipelineOptions options) throws IOException {
    if (files.isEmpty()) {
      return;
    }
    List<ResourceId> resources = files.stream().map(f -> file(plan.folder() + f.name())).toList();
    List<StoredFile> found = StoredFile.of(resources, options);
    for (int i = 0; i < files.size(); i++) {
      Optional<IOException> failure = found.get(i).failure();
      boolean there = failure.isEmpty();
      if (!there && !(failure.get() instanceof FileNotFoundException)) {
        throw failure.get();
      }
      long bytes = there ? found.get(i).bytes() : -1;
      if (bytes != files.get(i).digest().bytes()) {
        throw new IllegalStateException(
            "%s has %s, but %d were written"
                .formatted(
                    resources.get(i),
                    there ? bytes + " bytes" : "gone missing",
                    files.get(i).digest().bytes()));
      }
    }
  }

  private FinalFile writeWithoutRows(ExportTable table) throws IOException {
    String name = plan.names().dataFile(table.stem(), 0, 1);
    try (var output = CountedOutput.create(file(plan.folder() + name))) {
      plan.format().writeWithoutRows(table.columns(), table.schema(), output);
      return new FinalFile(name, 0, output.getDigest());
    }
  }

  /** As in Google's export, whatever the format of the rows. */
  private FinalFile writeSchema(ExportPlan.ExportObject object) throws IOException {
    Format avro = Formats.of(RecordFormat.AVRO);
    String name = plan.names().schemaFile(object.stem());
    try (var output = CountedOutput.create(file(plan.folder() + name))) {
      avro.writeWithoutRows(List.of(), new Schema.Parser().parse(object.avroSchema()), output);
      return new FinalFile(name, 0, output.getDigest());
    }
  }

  private void writeManifest(String stem, List<FinalFile> files) throws IOException {
    String scheme = file(plan.folder() + plan.names().manifest(stem)).getScheme();
    var manifest =
        new TableManifest(
            files.stream()
                .map(file -> plan.checksums().listed(file.name(), file.digest(), scheme))
                .toList());
    write(plan.names().manifest(stem), manifest.toJson());
  }

  private LintelExport facts(Map<ExportTable, List<FinalFile>> files, String readTimestamp) {
    ImmutableList<TableFacts> tables =
        files.entrySet().stream()
            .map(entry -> facts(entry.getKey(), entry.getValue(), readTimestamp))
            .collect(toImmutableList());
    return new LintelExport(
        LintelExport.FORMAT_VERSION,
        plan.runId(),
        plan.databaseName(),
        plan.format().optionName(),
        readTimestamp,
        plan.queryOrNull(),
        tables,
        plan.ddl().orElse(null));
  }

  private static TableFacts facts(ExportTable table, List<FinalFile> files, String readTimestamp) {
    return new TableFacts(
        table.name(),
        files.stream().mapToLong(FinalFile::rows).sum(),
        table
            .window()
            .map(since -> new Window(since.column(), since.time(), readTimestamp))
            .orElse(null),
        // The window of a table names its column.
        table.window().isPresent() ? null : table.watermarkColumnOrNull(),
        files.stream().map(FinalFile::facts).toList());
  }

  /** Deletes the files of an export that failed before it could be finished. */
  void discard() throws IOException {
    deleteTemporary();
  }

  /** Deletes the files of failed attempts. */
  private void deleteTemporary() throws IOException {
    List<ResourceId> left = new ArrayList<>();
    for (var metadata : FileMatches.of(plan.temporaryFolder() + "*")) {
      left.add(metadata.resourceId());
    }
    left.add(FileSystems.matchNewResource(plan.temporaryFolder(), /* isDirectory= */ true));
    FileSystems.delete(left, StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  private void write(String name, String text) throws IOException {
    AtomicFile.write(plan.folder() + name, text);
  }

  private static ResourceId file(String name) {
    return FileSystems.matchNewResource(name, /* isDirectory= */ false);
  }
}
