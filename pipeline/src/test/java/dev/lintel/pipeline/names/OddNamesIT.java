package dev.lintel.pipeline.names;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.copy.CopyRun;
import dev.lintel.pipeline.exports.ExportRun;
import dev.lintel.pipeline.imports.Rows;
import dev.lintel.schema.Identifiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Databases whose tables, columns and indexes have names with quotes, spaces and other characters
 * that an emulator accepts: {@link AcceptedNamesIT} has more. Where a job forgets to quote a name,
 * or quotes it in another way, Spanner does not understand its SQL.
 */
@Timeout(300)
class OddNamesIT {
  private static final String ODD = "q\"q'q a-b$é";
  private static final String PG_ODD = "q\"\"q'q `a-b$é";

  private static final String TABLE =
      "CREATE TABLE `"
          + ODD
          + "0` (`"
          + ODD
          + "1` INT64 NOT NULL, `"
          + ODD
          + "2` STRING(40), `"
          + ODD
          + "3` TIMESTAMP, `"
          + ODD
          + "4` INT64)"
          + " PRIMARY KEY (`"
          + ODD
          + "1`)";
  private static final String PART =
      "CREATE TABLE `"
          + ODD
          + "9` (`"
          + ODD
          + "1` INT64 NOT NULL, `"
          + ODD
          + "5` INT64 NOT NULL)"
          + " PRIMARY KEY (`"
          + ODD
          + "1`, `"
          + ODD
          + "5` DESC), INTERLEAVE IN PARENT `"
          + ODD
          + "0` ON DELETE NO ACTION";
  private static final String INDEX =
      "CREATE INDEX `" + ODD + "I` ON `" + ODD + "0`(`" + ODD + "2`) STORING (`" + ODD + "4`)";

  private static final String PG_TABLE =
      "CREATE TABLE \""
          + PG_ODD
          + "0\" (\""
          + PG_ODD
          + "1\" bigint NOT NULL, \""
          + PG_ODD
          + "2\" varchar(40), \""
          + PG_ODD
          + "3\" timestamptz,"
          + " \""
          + PG_ODD
          + "4\" bigint, PRIMARY KEY (\""
          + PG_ODD
          + "1\"))";
  private static final String PG_PART =
      "CREATE TABLE \""
          + PG_ODD
          + "9\" (\""
          + PG_ODD
          + "1\" bigint NOT NULL, \""
          + PG_ODD
          + "5\" bigint NOT NULL,"
          + " PRIMARY KEY (\""
          + PG_ODD
          + "1\", \""
          + PG_ODD
          + "5\")) INTERLEAVE IN PARENT \""
          + PG_ODD
          + "0\" ON DELETE NO ACTION";
  private static final String PG_INDEX =
      "CREATE INDEX \""
          + PG_ODD
          + "I\" ON \""
          + PG_ODD
          + "0\" (\""
          + PG_ODD
          + "2\") INCLUDE (\""
          + PG_ODD
          + "4\")";

  private final SpannerEmulator emulator;

  @TempDir private Path folder;

  OddNamesIT(SpannerEmulator emulator) {
    this.emulator = emulator;
  }

  /** A column or table by its number. */
  private static String name(EmulatorDatabase database, int number) {
    String odd = database.dialect() == Dialect.POSTGRESQL ? PG_ODD.replace("\"\"", "\"") : ODD;
    return odd + number;
  }

  private static String quoted(EmulatorDatabase database, int number) {
    return Identifiers.quote(database.dialect(), name(database, number));
  }

  private static String csvHeader(EmulatorDatabase database, int... numbers) {
    return Arrays.stream(numbers)
        .mapToObj(n -> '"' + name(database, n).replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(","));
  }

  @Test
  @SpannerDatabase(ddl = {TABLE, PART, INDEX})
  void importAndPurge(EmulatorDatabase database) throws Exception {
    fill(database);
    purge(database);
  }

  /**
   * In GoogleSQL, an emulator prints such names without quotes in its DDL, which nobody can read:
   * so a copy needs tables that are there, and an export cannot be imported with its schema.
   */
  @Tag("long")
  @Test
  @SpannerDatabase(ddl = {TABLE, PART, INDEX})
  void everyJob(EmulatorDatabase database) throws Exception {
    goesThroughEveryJob(
        database, () -> emulator.createDatabase(database.dialect(), List.of(TABLE, PART, INDEX)));
  }

  @Tag("long")
  @Test
  @SpannerDatabase(
      dialect = Dialect.POSTGRESQL,
      ddl = {PG_TABLE, PG_PART, PG_INDEX})
  void everyJobInPostgres(EmulatorDatabase database) throws Exception {
    goesThroughEveryJob(database, () -> ExportRun.newDatabase(emulator, database));
  }

  private void goesThroughEveryJob(EmulatorDatabase database, Supplier<EmulatorDatabase> others)
      throws Exception {
    fill(database);
    List<String> rows = contents(database);
    assertThat(rows).hasSize(3 + 3);

    EmulatorDatabase copy = others.get();
    CopyRun.succeeding(database, copy);
    assertThat(contents(copy)).isEqualTo(rows);
    succeed(copy, "verify", "--againstDatabaseId=" + database.databaseId());

    for (String format : List.of("jsonl", "csv")) {
      Path parent = folder.resolve(format);
      succeed(database, "export", "--format=" + format, "--outputDir=" + parent);
      Path export = onlyFolderIn(parent);
      succeed(database, "verify", "--against=" + export);
      if (database.dialect() == Dialect.POSTGRESQL) {
        EmulatorDatabase imported = others.get();
        succeed(imported, "import", "--inputDir=" + export);
        assertThat(contents(imported)).isEqualTo(rows);
      }
    }
    enrich(database);
    purge(copy);
  }

  private void fill(EmulatorDatabase database) throws IOException {
    Path input = Files.createDirectories(folder.resolve("input"));
    Files.writeString(
        input.resolve(name(database, 0) + ".csv"),
        csvHeader(database, 1, 2, 3, 4)
            + "\n1,one,2020-01-01T00:00:00Z,1\n2,two,2020-01-01T00:00:00Z,2\n"
            + "3,three,2100-01-01T00:00:00Z,3\n");
    Files.writeString(
        input.resolve(name(database, 9) + ".csv"), csvHeader(database, 1, 5) + "\n1,1\n2,1\n3,1\n");
    succeed(database, "import", "--inputDir=" + input, "--hasHeader");
  }

  private void enrich(EmulatorDatabase database) throws IOException {
    Path input = Files.writeString(folder.resolve("records.jsonl"), "{\"c\": 2}\n");
    Path spec =
        Files.writeString(
            folder.resolve("spec.json"),
            new ObjectMapper()
                .writeValueAsString(
                    Map.of(
                        "lookups",
                        List.of(
                            Map.of(
                                "name",
                                "odd",
                                "table",
                                name(database, 0),
                                "key",
                                Map.of(name(database, 1), "c"),
                                "columns",
                                Map.of("found", name(database, 2)))))));
    Path output = Files.createTempDirectory(folder, "enriched");
    succeed(database, "enrich", "--input=" + input, "--spec=" + spec, "--outputDir=" + output);
    try (Stream<Path> files = Files.list(output)) {
      assertThat(files.filter(file -> file.toString().endsWith(".jsonl")).toList())
          .singleElement()
          .satisfies(file -> assertThat(Files.readString(file)).contains("\"found\":\"two\""));
    }
  }

  /** Deletes the rows of 2, with the one that depends on it. */
  private void purge(EmulatorDatabase database) throws Exception {
    succeed(
        database,
        "purge",
        "--tableName=" + name(database, 0),
        "--where=%s > 1".formatted(quoted(database, 4)),
        "--olderThan=P1D",
        "--column=" + name(database, 3),
        "--includeChildren",
        "--archiveDir=" + folder.resolve("archive"),
        "--format=jsonl");
    assertThat(contents(database)).hasSize(2 + 2);
  }

  private static void succeed(EmulatorDatabase database, String job, String... options) {
    CommandRun run = CommandRun.on(database, job, options);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
  }

  private static List<String> contents(EmulatorDatabase database) throws InterruptedException {
    List<String> rows = new ArrayList<>();
    for (int table : List.of(0, 9)) {
      Rows.of(database, "SELECT * FROM " + quoted(database, table))
          .forEach(row -> rows.add(table + " " + row));
    }
    return rows;
  }

  private static Path onlyFolderIn(Path parent) throws IOException {
    try (Stream<Path> folders = Files.list(parent)) {
      List<Path> all = folders.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
