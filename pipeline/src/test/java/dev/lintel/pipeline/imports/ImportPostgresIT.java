package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database of the PostgreSQL dialect, whose missing table comes from the DDL file. */
@Timeout(120)
@SpannerDatabase(
    dialect = Dialect.POSTGRESQL,
    ddl = "CREATE TABLE city (id bigint PRIMARY KEY, name varchar(10) NOT NULL)")
class ImportPostgresIT {

  @Test
  void loadsParentsBeforeChildrenAndRejectsWhatTheDatabaseRejects(
      EmulatorDatabase database, @TempDir Path folder) throws Exception {
    Path input = Files.createDirectory(folder.resolve("input"));
    Files.writeString(input.resolve("city.csv"), "1,Accra\n2,Bergen\n");
    Files.writeString(
        input.resolve("person.jsonl"),
        """
        {"id": 1, "city_id": 1, "Wealth": 12.50, "about": {"b": 1}, "seen": "2024-02-29T12:34:56.5Z"}
        {"id": 2, "city_id": 9, "Wealth": "NaN", "about": null, "seen": null}
        {"id": 3, "city_id": 2, "Wealth": "a lot"}
        """);
    Path ddl =
        Files.writeString(
            folder.resolve("schema.sql"),
            """
            CREATE TABLE city (id bigint PRIMARY KEY, name varchar(10) NOT NULL);
            CREATE TABLE person (
              id bigint PRIMARY KEY, -- the case of "Wealth" matters here
              city_id bigint, "Wealth" numeric, about jsonb, seen timestamptz,
              CONSTRAINT fk_city FOREIGN KEY (city_id) REFERENCES city (id));
            """);

    CommandRun run =
        CommandRun.on(
            database,
            "import",
            "--inputDir=" + input,
            "--ddlFile=" + ddl,
            "--invalidOutputPath=" + folder.resolve("rejected"),
            "--maxFailures=2");

    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, "SELECT id, name FROM city ORDER BY id"))
        .containsExactly("[1, Accra]", "[2, Bergen]");
    assertThat(Rows.of(database, "SELECT id, \"Wealth\", about, seen FROM person"))
        .containsExactly("[1, 12.50, {\"b\": 1}, 2024-02-29T12:34:56.500000000Z]");
    assertThat(run.out()).containsPattern("person +3 +1 +2");
  }
}
