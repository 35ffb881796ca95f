package dev.lintel.pipeline.badinput;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad input of all commands, with all that is said of it: {@code cases.txt} is the table. With
 * {@code -Dlintel.record=FILE} what is said now is added to a file, which a person reads before it
 * becomes the table.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private static final String RECORD = System.getProperty("lintel.record");

  /** Printed every few seconds, so that it is there only on a slow machine. */
  private static final Pattern PROGRESS = Pattern.compile("[a-z]+: [0-9,]+ read, .*");

  private static final String ROWS = "SELECT COUNT(*) AS n FROM Customers";

  private final EmulatorDatabase database;
  private Path folder;

  BadInputIT(
      @SpannerDatabase(
              ddl = {
                "CREATE TABLE Customers (Id INT64 NOT NULL, Name STRING(40), Kind INT64)"
                    + " PRIMARY KEY (Id)",
                """
                CREATE TABLE Orders (Id INT64 NOT NULL, OrderId INT64 NOT NULL, Placed TIMESTAMP)
                  PRIMARY KEY (Id, OrderId), INTERLEAVE IN PARENT Customers ON DELETE NO ACTION
                """
              })
          EmulatorDatabase database) {
    this.database = database;
  }

  @BeforeAll
  void makeFiles(@TempDir Path folder) throws IOException {
    this.folder = folder;
    BadFiles.make(folder);
  }

  static ImmutableList<BadInputCase> cases() throws IOException {
    return BadInputCase.parse(
        Resources.readLines(
            Resources.getResource(BadInputIT.class, "cases.txt"), StandardCharsets.UTF_8));
  }

  private BadInputCase run(BadInputCase given) {
    List<String> args = new ArrayList<>();
    for (String word : given.command()) {
      args.add(
          word.replace("{dir}", folder.toString())
              .replace("{project}", database.projectId())
              .replace("{instance}", database.instanceId())
              .replace("{database}", database.databaseId()));
    }
    if (given.command().contains("--db")) {
      args.remove("--db");
      args.add("--spannerProjectId=" + database.projectId());
      args.add("--instanceId=" + database.instanceId());
      args.add("--databaseId=" + database.databaseId());
    }
    CommandRun run = CommandRun.of(Map.of("SPANNER_EMULATOR_HOST", database.host()), args);
    return new BadInputCase(
        given.command(),
        run.status().code(),
        run.err()
            .lines()
            .filter(line -> !PROGRESS.matcher(line).matches())
            .map(
                line ->
                    line.replace(folder.toString(), "{dir}")
                        .replace(database.projectId(), "{project}")
                        .replace(database.instanceId(), "{instance}")
                        .replace(database.databaseId(), "{database}")
                        .replace(database.host(), "{host}"))
            .collect(toImmutableList()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedInThoseWords(BadInputCase expected) throws Exception {
    List<String> before = Rows.of(database, ROWS);
    BadInputCase actual = run(expected);
    if (RECORD != null) {
      Files.writeString(
          Path.of(RECORD),
          actual.format() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }

    assertThat(actual.format()).isEqualTo(expected.format());
    assertThat(expected.status()).isNotZero();
    if (expected.status() == ExitStatus.USAGE.code()) {
      assertThat(Rows.of(database, ROWS)).isEqualTo(before);
    }
  }

  @Test
  void thereAreAtLeast120OfAllCommands() throws IOException {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(120).doesNotHaveDuplicates();
    assertThat(cases().stream().map(each -> each.command().get(0)).distinct())
        .contains(
            "import", "export", "enrich", "purge", "copy", "verify", "inspect", "runs", "doctor");
  }
}
