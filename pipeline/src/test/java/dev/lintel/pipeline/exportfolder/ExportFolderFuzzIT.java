package dev.lintel.pipeline.exportfolder;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.fuzz.FuzzedParser;
import dev.lintel.fuzz.ParserFuzzing;
import dev.lintel.pipeline.files.UnreadableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.io.TempDir;

/** Folders of exports, one of whose files is nearly right. */
class ExportFolderFuzzIT extends ParserFuzzing {
  private static final ImmutableMap<String, String> FILES =
      ImmutableMap.of(
          "spanner-export.json",
          """
          {"tables": [{"name": "T", "manifestFile": "T-manifest.json"},
                      {"name": "U", "dataFiles": ["T.avro"]}],
           "changeStreams": [], "sequences": [], "udfs": [], "placements": [],
           "databaseOptions": [{"optionName": "version_retention_period",
                                "optionType": "STRING", "optionValue": "6d"}],
           "protoBundle": [], "protoDescriptors": "", "dialect": "GOOGLE_STANDARD_SQL"}
          """,
          "T-manifest.json",
          """
          {"files": [{"name": "T.avro", "md5": "1B2M2Y8AsgTpgAmY7PhCfg==", "crc32c": "AAAAAA=="}]}
          """,
          "lintel-export.json",
          """
          {"formatVersion": 1, "runId": "r", "database": "projects/p/instances/i/databases/d",
           "format": "avro", "readTimestamp": "2026-11-24T01:00:00.123456789Z", "tables": [
            {"name": "T", "rows": 1, "watermarkColumn": "At",
             "window": {"column": "At", "since": "2026-11-23T01:00:00Z",
                        "until": "2026-11-24T01:00:00Z"},
             "files": [{"name": "T.avro", "rows": 1, "bytes": 200, "crc32c": "AAAAAA=="}]}],
           "ddl": {"beforeRows": ["CREATE TABLE T (Id INT64) PRIMARY KEY (Id)"],
                   "afterRows": ["CREATE INDEX I ON T (Id)"]}}
          """);

  private static final ImmutableList<String> WORDS =
      ImmutableList.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "null",
          "\"",
          "\\u0000",
          "{\"a\":",
          "[[",
          "\"name\"",
          "\"files\"",
          "\"tables\"",
          "\"\"",
          "1",
          "true",
          "..",
          "/",
          "\"POSTGRESQL\"",
          "{}",
          "[]");

  private final PipelineOptions options = PipelineOptionsFactory.create();

  @TempDir private static Path folder;

  @Override
  protected Stream<FuzzedParser> parsers() {
    FileSystems.setDefaultPipelineOptions(options);
    return FILES.keySet().stream()
        .flatMap(name -> Stream.of(parser(name, true), parser(name, false)))
        .filter(parser -> !parser.name().equals("lintel-export.json of Google"));
  }

  /**
   * A folder whose other files are right.
   *
   * @param isLintels whether the folder has Lintel's own file
   */
  private FuzzedParser parser(String name, boolean isLintels) {
    return new FuzzedParser(
        name + (isLintels ? " of Lintel" : " of Google"),
        ImmutableList.of(FILES.get(name).getBytes(StandardCharsets.UTF_8)),
        WORDS,
        100,
        input -> read(write(name, isLintels, input)),
        Pattern.compile(Pattern.quote(folder.toString())));
  }

  private Path write(String name, boolean isLintels, byte[] input) throws IOException {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    if (!isLintels) {
      Files.delete(folder.resolve("lintel-export.json"));
    }
    Path data = folder.resolve("T.avro");
    if (!Files.exists(data)) {
      Files.write(data, new byte[0]);
      writeAvro(data);
    }
    Files.write(folder.resolve(name), input);
    return folder;
  }

  private static void writeAvro(Path file) throws IOException {
    var schema =
        SchemaBuilder.record("T")
            .prop("googleStorage", "CloudSpanner")
            .prop("spannerPrimaryKey_0", "`Id` ASC")
            .prop("spannerPrimaryKey", "`Id` ASC")
            .prop("spannerParent", "")
            .fields()
            .optionalLong("Id")
            .endRecord();
    try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, file.toFile());
    }
  }

  private void read(Path export) throws FuzzedParser.Refusal {
    try {
      ExportFolder found = ExportFolder.find(export.toString()).orElseThrow();
      found.tables();
      found.script().getBeforeRows();
      new FolderCheck(found, options).check();
    } catch (IOException | UnreadableFileException e) {
      throw new FuzzedParser.Refusal(e);
    } catch (IllegalArgumentException e) {
      if (e.getClass() != IllegalArgumentException.class) {
        throw e;
      }
      throw new FuzzedParser.Refusal(
          new IllegalArgumentException(folder + ": " + e.getMessage(), e));
    }
  }
}
