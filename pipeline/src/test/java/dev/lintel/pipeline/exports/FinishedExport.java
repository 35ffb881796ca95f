package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.exportfolder.ExportFolder;
import dev.lintel.pipeline.exportfolder.FolderCheck;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.exportfolder.TableManifest;
import dev.lintel.pipeline.files.CountedOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** The folder of an export of {@link ExportFiles}. */
record FinishedExport(Path folder) {

  /** Reads the folder as an import does. */
  ExportFolder export() throws IOException {
    return ExportFolder.find(folder.toString()).orElseThrow();
  }

  /** What is wrong with its files. */
  List<String> problems() throws IOException {
    return new FolderCheck(export(), PipelineOptionsFactory.create()).check().problems();
  }

  /** The rows of a table in the order of the files that its manifest lists. */
  List<String> rows(String table) throws IOException {
    List<String> rows = new ArrayList<>();
    for (ExportFolder.Item item : export().objects()) {
      if (item.name().equals(table)) {
        for (TableManifest.DataFile file : item.files()) {
          rows.addAll(Files.readAllLines(folder.resolve(file.name())));
        }
      }
    }
    return rows;
  }

  /** The facts about a file, with the size and the checksum that it has. */
  LintelExport.FileFacts facts(String file, long rows) throws IOException {
    byte[] content = Files.readAllBytes(folder.resolve(file));
    var output = CountedOutput.of(Channels.newChannel(OutputStream.nullOutputStream()));
    output.write(content);
    return new LintelExport.FileFacts(file, rows, content.length, output.getDigest().crc32c());
  }

  /** Asserts that {@link ExportFiles#writeAll} was finished. */
  void assertWhole() throws IOException {
    assertThat(problems()).isEmpty();
    assertThat(rows("A")).containsExactly("{\"Id\":\"1\"}", "{\"Id\":\"2\"}", "{\"Id\":\"3\"}");
    assertThat(rows("B")).containsExactly("{\"Id\":\"7\"}");
    assertThat(contents().keySet())
        .containsExactly(
            "A-00000-of-00002.jsonl",
            "A-00001-of-00002.jsonl",
            "B-00000-of-00001.jsonl",
            "_export",
            "_export/A-manifest.json",
            "_export/B-manifest.json",
            "_export/lintel-export.json",
            "_export/spanner-export.json");
  }

  SortedMap<String, String> contents() throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    try (var all = Files.walk(folder)) {
      for (Path file : all.filter(path -> !path.equals(folder)).toList()) {
        contents.put(
            folder.relativize(file).toString(),
            Files.isDirectory(file) ? "" : Files.readString(file));
      }
    }
    return contents;
  }
}
