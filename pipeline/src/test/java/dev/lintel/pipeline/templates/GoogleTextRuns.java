package dev.lintel.pipeline.templates;

import com.google.cloud.spanner.Mutation;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Text files, and imports of them. */
record GoogleTextRuns(GoogleTemplateRuns on) {

  GoogleTemplateRuns.Run importText() throws IOException, InterruptedException {
    Rows.write(
        on.database, Mutation.newInsertBuilder("V").set("Id").to(2).set("B").to(true).build());
    Files.writeString(
        on.folder.resolve("v.csv"),
        """
        1;'';;1;2024-02-09 00:00:00;1700000000000000;1.5;
        2;a
        3;x;YQ==;0;2024-2-9;2024-02-09 10:00:00;2
        4;x;;true;2023-02-31;;;
        5;x;;true;;;1e400;
        6;'NULL';NULL;false;;;;
        7;b;;;;;;;x
        8;x;;true;;2023-02-30 00:00:00;;
        88;'two
        """);
    Files.writeString(on.folder.resolve("a.csv"), "1;1;\n2;99;\n");
    Files.writeString(on.folder.resolve("z.csv"), "1;\n");
    Files.writeString(
        on.folder.resolve("manifest.json"),
        """
        {"dialect": "GOOGLE_STANDARD_SQL", "tables": [
          {"table_name": "A", "file_patterns": ["a.csv"]},
          {"table_name": "Z", "file_patterns": ["z.csv"]},
          {"table_name": "V", "file_patterns": ["v.csv"], "columns": [
            {"column_name": "Id", "type_name": "INT64"}, {"column_name": "S", "type_name": "STRING"},
            {"column_name": "Y", "type_name": "BYTES"}, {"column_name": "B", "type_name": "BOOL"},
            {"column_name": "D", "type_name": "DATE"},
            {"column_name": "T", "type_name": "TIMESTAMP"},
            {"column_name": "F", "type_name": "FLOAT64"}]}]}
        """);
    return on.run(
        "GCS_Text_to_Cloud_Spanner",
        "--importManifest=" + on.folder.resolve("manifest.json"),
        "--columnDelimiter=;",
        "--fieldQualifier='",
        "--nullString=NULL",
        "--timestampFormat=yyyy-MM-dd HH:mm:ss",
        "--maxNumRows=2",
        "--spannerPriority=",
        "--invalidOutputPath=" + on.folder.resolve("bad"));
  }

  GoogleTemplateRuns.Run importLines() throws IOException {
    Files.writeString(
        on.folder.resolve("lines.csv"),
        """
        9|"two
        lines"|09/02/2024|
        10|a\\|b||
        11|strict|31/02/2024|
        x|no key||
        """);
    return on.run(
        "GCS_Text_to_Cloud_Spanner",
        "--importManifest=" + manifest("lines", "V", "Id", "S", "D"),
        "--columnDelimiter=|",
        "--escape=\\",
        "--dateFormat=dd/MM/yyyy",
        "--spannerPriority=LOW",
        "--handleNewLine=true");
  }

  GoogleTemplateRuns.Run importPlain() throws IOException {
    Files.writeString(on.folder.resolve("plain.csv"), "20,,\n21,\"NULL\",NULL\n");
    return on.run(
        "import",
        "--importManifest=" + manifest("plain", "V", "Id", "S", "Y"),
        "--nullString=NULL");
  }

  /** A folder of data files that is no export. */
  Path folderOfFiles() throws IOException {
    Path files = Files.createDirectories(on.folder.resolve("files"));
    Files.writeString(files.resolve("Z.jsonl"), "{\"Id\": 77}\n");
    return files;
  }

  /** A manifest of one file, which is named like it. */
  Path manifest(String name, String table, String... columns) throws IOException {
    List<String> named = Stream.of(columns).map("{\"column_name\": \"%s\"}"::formatted).toList();
    return Files.writeString(
        on.folder.resolve(name + ".json"),
        "{\"tables\": [{\"table_name\": \"%s\", \"file_patterns\": [\"%s\"], \"columns\": [%s]}]}"
            .formatted(table, on.folder.resolve(name + ".csv"), String.join(", ", named)));
  }
}
