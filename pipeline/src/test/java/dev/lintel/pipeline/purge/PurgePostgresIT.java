package dev.lintel.pipeline.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.imports.Rows;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Conditions, ages and dependent rows in the PostgreSQL dialect, with names that need quotes. */
@Timeout(120)
@SpannerDatabase(
    dialect = Dialect.POSTGRESQL,
    ddl = {
      "CREATE SCHEMA shop",
      "CREATE TABLE shop.\"Orders\" (\"Id\" bigint NOT NULL, code varchar(10) NOT NULL,"
          + " made timestamptz, PRIMARY KEY (\"Id\", code))",
      "CREATE TABLE shop.items (\"Id\" bigint NOT NULL, code varchar(10) NOT NULL, n bigint NOT"
          + " NULL, PRIMARY KEY (\"Id\", code, n)) INTERLEAVE IN PARENT shop.\"Orders\" ON DELETE"
          + " CASCADE",
      "CREATE TABLE refunds (id bigint NOT NULL PRIMARY KEY, \"order\" bigint, code varchar(10),"
          + " CONSTRAINT fk_order FOREIGN KEY (\"order\", code) REFERENCES shop.\"Orders\" (\"Id\","
          + " code))"
    })
class PurgePostgresIT {
  private final EmulatorDatabase database;

  @TempDir private Path folder;

  PurgePostgresIT(EmulatorDatabase database) {
    this.database = database;
  }

  @Test
  void oldRowsGoWithThoseThatDependOnThem_andComeBack() throws Exception {
    for (long id = 1; id <= 4; id++) {
      Rows.write(
          database,
          Mutation.newInsertBuilder("shop.Orders")
              .set("Id")
              .to(id)
              .set("code")
              .to("c" + id)
              .set("made")
              .to(id < 4 ? Timestamp.parseTimestamp("2020-01-01T00:00:00Z") : Timestamp.now())
              .build(),
          Mutation.newInsertBuilder("shop.items")
              .set("Id")
              .to(id)
              .set("code")
              .to("c" + id)
              .set("n")
              .to(1)
              .build(),
          Mutation.newInsertBuilder("refunds")
              .set("id")
              .to(10 + id)
              .set("order")
              .to(id)
              .set("code")
              .to("c" + id)
              .build());
    }
    String all =
        "SELECT o.\"Id\", o.code, o.made, i.n, r.id FROM shop.\"Orders\" AS o"
            + " LEFT JOIN shop.items AS i ON o.\"Id\" = i.\"Id\""
            + " LEFT JOIN refunds AS r ON r.\"order\" = o.\"Id\" ORDER BY 1";
    List<String> before = Rows.of(database, all);
    String[] options = {
      "--where=\"Id\" <> 2", "--olderThan=P1Y", "--column=made",
    };

    CommandRun refused = PurgeRun.ending(ExitStatus.USAGE, database, "shop.Orders", options);
    assertThat(refused.err()).contains("2 rows of table refunds depend on rows to delete");
    assertThat(Rows.of(database, all)).isEqualTo(before);

    CommandRun run =
        PurgeRun.ending(
            ExitStatus.SUCCEEDED,
            database,
            "shop.Orders",
            options[0],
            options[1],
            options[2],
            "--includeChildren",
            "--archiveDir=" + folder,
            "--format=parquet");
    assertThat(PurgeRun.figures(run, "shop.Orders")).isEqualTo("shop.Orders 2 2 0 0");
    assertThat(PurgeRun.figures(run, "shop.items")).isEqualTo("shop.items 2 2 0 0");
    assertThat(PurgeRun.figures(run, "refunds")).isEqualTo("refunds 2 2 0 0");
    assertThat(Rows.of(database, all))
        .isEqualTo(before.stream().filter(row -> row.matches("\\[[24].*")).toList());

    CommandRun back = CommandRun.on(database, "import", "--inputDir=" + PurgeRun.archive(run));
    assertThat(back.status()).as(back.out() + back.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(Rows.of(database, all)).isEqualTo(before);
  }

  @Test
  void aQueryOfKeys() throws Exception {
    Rows.write(
        database,
        Mutation.newInsertBuilder("shop.Orders").set("Id").to(7).set("code").to("x").build());
    CommandRun run =
        PurgeRun.ending(
            ExitStatus.SUCCEEDED,
            database,
            "shop.Orders",
            "--query=SELECT code, \"Id\" FROM shop.\"Orders\" WHERE code = 'x'");
    assertThat(PurgeRun.figures(run, "shop.Orders")).isEqualTo("shop.Orders 1 1 0 0");

    PurgeRun.of(database, "shop.Orders", "--query=SELECT code, \"Id\" AS id FROM shop.\"Orders\"")
        .assertRefused(
            "--query: it is made again as a subquery when rows are deleted, and cannot be: ");
  }
}
