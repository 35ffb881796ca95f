package dev.lintel.pipeline.names;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.common.base.Splitter;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.copy.CopyRun;
import dev.lintel.pipeline.exports.ExportRun;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Databases in which every name is a reserved word, of tables, columns, indexes and foreign keys.
 * Where a job forgets to quote a name, Spanner does not understand its SQL.
 */
@Timeout(300)
class ReservedNamesIT {
  private static final String SELECT =
      "CREATE TABLE `Select` (`From` INT64 NOT NULL, `Order` STRING(40), `Group` TIMESTAMP,"
          + " `Where` INT64) PRIMARY KEY (`From`)";
  private static final String JOIN =
      "CREATE TABLE `Join` (`From` INT64 NOT NULL, `By` INT64 NOT NULL, `All` STRING(40))"
          + " PRIMARY KEY (`From`, `By` DESC), INTERLEAVE IN PARENT `Select` ON DELETE NO ACTION";
  private static final String UNION =
      "CREATE TABLE `Union` (`Case` INT64 NOT NULL, `When` INT64, CONSTRAINT `Having` FOREIGN KEY"
          + " (`When`) REFERENCES `Select` (`From`)) PRIMARY KEY (`Case`)";
  private static final String NULL = "CREATE INDEX `Null` ON `Select`(`Order`) STORING (`Where`)";

  private static final String PG_SELECT =
      "CREATE TABLE \"select\" (\"from\" bigint NOT NULL, \"Order\" varchar(40),"
          + " \"group\" timestamptz, \"where\" bigint, PRIMARY KEY (\"from\"))";
  private static final String PG_JOIN =
      "CREATE TABLE \"JOIN\" (\"from\" bigint NOT NULL, \"By\" bigint NOT NULL,"
          + " \"all\" varchar(40), PRIMARY KEY (\"from\", \"By\"))"
          + " INTERLEAVE IN PARENT \"select\" ON DELETE NO ACTION";
  private static final String PG_UNION =
      "CREATE TABLE \"union\" (\"case\" bigint NOT NULL, \"When\" bigint, PRIMARY KEY (\"case\"),"
          + " CONSTRAINT \"having\" FOREIGN KEY (\"When\") REFERENCES \"select\" (\"from\"))";
  private static final String PG_NULL =
      "CREATE INDEX \"null\" ON \"select\" (\"Order\") INCLUDE (\"where\")";

  private final SpannerEmulator emulator;

  @TempDir private Path folder;

  ReservedNamesIT(SpannerEmulator emulator) {
    this.emulator = emulator;
  }

  /** The names of a database, as its dialect spells them in SQL. */
  private record Names(String select, String join, String union, String where, String columns) {

    static Names of(EmulatorDatabase database) {
      return database.dialect() == Dialect.POSTGRESQL
          ? new Names("\"select\"", "\"JOIN\"", "\"union\"", "\"where\"", "from,Order,group,where")
          : new Names("`Select`", "`Join`", "`Union`", "`Where`", "From,Order,Group,Where");
    }

    /** The name itself. */
    static String bare(String quoted) {
      return quoted.substring(1, quoted.length() - 1);
    }

    String column(int number) {
      return Splitter.on(',').splitToList(columns).get(number);
    }
  }

  @Test
  @SpannerDatabase(ddl = {SELECT, JOIN, UNION, NULL})
  void importAndPurge(EmulatorDatabase database) throws Exception {
    fill(database);
    purge(database);
  }

  @Tag("long")
  @Test
  @SpannerDatabase(ddl = {SELECT, JOIN, UNION, NULL})
  void everyJob(EmulatorDatabase database) throws Exception {
    goesThroughEveryJob(database);
  }

  @Tag("long")
  @Test
  @SpannerDatabase(
      dialect = Dialect.POSTGRESQL,
      ddl = {PG_SELECT, PG_JOIN, PG_UNION, PG_NULL})
  void everyJobInPostgres(EmulatorDatabase database) throws Exception {
    goesThroughEveryJob(database);
  }

  private void goesThroughEveryJob(EmulatorDatabase database) throws Exception {
    fill(database);
    List<String> rows = contents(database);
    assertThat(rows).hasSize(3 + 3 + 2);

    EmulatorDatabase copy = ExportRun.newDatabase(emulator, database);
    CopyRun.succeeding(database, copy);
    assertThat(contents(copy)).isEqualTo(rows);
    succeed(
        copy,
        "verify",
        "--againstInstanceId=" + database.instanceId(),
        "--againstDatabaseId=" + database.databaseId());

    succeed(database, "export", "--format=jsonl", "--outputDir=" + folder.resolve("export"));
    Path export = onlyFolderIn(folder.resolve("export"));
    succeed(database, "verify", "--against=" + export);
    EmulatorDatabase imported = ExportRun.newDatabase(emulator, database);
    succeed(imported, "import", "--inputDir=" + export);
    assertThat(contents(imported)).isEqualTo(rows);
    Names names = Names.of(database);
    succeed(
        database,
        "export",
        "--format=csv",
        "--query=SELECT * FROM %s WHERE %s > 1".formatted(names.select(), names.where()),
        "--outputDir=" + folder.resolve("query"));

    enrich(database, "");
    enrich(
        database,
        "\"index\": \"%s\", "
            .formatted(database.dialect() == Dialect.POSTGRESQL ? "null" : "Null"));
    purge(copy);
  }

  private void fill(EmulatorDatabase database) throws IOException {
    Names names = Names.of(database);
    Path input = Files.createDirectories(folder.resolve("input"));
    Files.writeString(
        input.resolve(Names.bare(names.select()) + ".csv"),
        names.columns()
            + "\n1,one,2020-01-01T00:00:00Z,1\n2,two,2020-01-01T00:00:00Z,2\n"
            + "3,three,2100-01-01T00:00:00Z,3\n");
    Files.writeString(
        input.resolve(Names.bare(names.join()) + ".csv"),
        (database.dialect() == Dialect.POSTGRESQL ? "from,By,all" : "From,By,All")
            + "\n1,1,a\n2,1,b\n3,1,c\n");
    Files.writeString(
        input.resolve(Names.bare(names.union()) + ".csv"),
        (database.dialect() == Dialect.POSTGRESQL ? "case,When" : "Case,When") + "\n1,2\n2,3\n");
    succeed(database, "import", "--inputDir=" + input, "--hasHeader");
  }

  private void enrich(EmulatorDatabase database, String index) throws IOException {
    Names names = Names.of(database);
    Path input = Files.writeString(folder.resolve("records.jsonl"), "{\"c\": 2, \"o\": \"two\"}\n");
    Path spec =
        Files.writeString(
            folder.resolve("spec.json"),
            """
            {"lookups": [{"name": "from", "table": "%s", %s"key": {"%s": "%s"},
              "columns": {"select": "%s"}}]}
            """
                .formatted(
                    Names.bare(names.select()),
                    index,
                    names.column(index.isEmpty() ? 0 : 1),
                    index.isEmpty() ? "c" : "o",
                    names.column(index.isEmpty() ? 1 : 2)));
    Path output = Files.createTempDirectory(folder, "enriched");
    succeed(database, "enrich", "--input=" + input, "--spec=" + spec, "--outputDir=" + output);
    try (Stream<Path> files = Files.list(output)) {
      assertThat(files.filter(file -> file.toString().endsWith(".jsonl")).toList())
          .singleElement()
          .satisfies(
              file ->
                  assertThat(Files.readString(file))
                      .contains(index.isEmpty() ? "\"select\":\"two\"" : "\"select\":\"2020-"));
    }
  }

  /** Deletes the rows of 2, with those that depend on them: one child, one by the foreign key. */
  private void purge(EmulatorDatabase database) throws Exception {
    Names names = Names.of(database);
    succeed(
        database,
        "purge",
        "--tableName=" + Names.bare(names.select()),
        "--where=%s > 1".formatted(names.where()),
        "--olderThan=P1D",
        "--column=" + names.column(2),
        "--includeChildren",
        "--archiveDir=" + folder.resolve("archive"),
        "--format=jsonl");
    assertThat(contents(database)).hasSize(2 + 2 + 1);
  }

  private static void succeed(EmulatorDatabase database, String job, String... options) {
    CommandRun run = CommandRun.on(database, job, options);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
  }

  private static List<String> contents(EmulatorDatabase database) throws InterruptedException {
    Names names = Names.of(database);
    List<String> rows = new ArrayList<>();
    for (String table : List.of(names.select(), names.join(), names.union())) {
      Rows.of(database, "SELECT * FROM " + table).forEach(row -> rows.add(table + " " + row));
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
