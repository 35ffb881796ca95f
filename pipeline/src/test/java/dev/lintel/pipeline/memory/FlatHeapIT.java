package dev.lintel.pipeline.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.connection.CommitSink;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The memory of a job does not grow with its input: each job runs in a process of its own with a
 * heap of 512 MiB, and the peak at ten times, and a hundred times, the rows is that at 100,000. The
 * test prints the figures of docs/benchmarks.md.
 */
@Tag("large")
@Timeout(7_200)
@SpannerDatabase(
    ddl =
        "CREATE TABLE Events (Id INT64 NOT NULL, Name STRING(MAX), Amount NUMERIC, `At` TIMESTAMP,"
            + " Ok BOOL) PRIMARY KEY (Id)")
class FlatHeapIT {
  private static final int HEAP = 512;
  private static final int SMALL = 100_000;
  private static final int MEDIUM = 1_000_000;
  private static final int LARGE = 10_000_000;

  /** A short run has few samples, so its peak is that of several. */
  private static final int SHORT_RUNS = 3;

  /** What counts as no growth. */
  private static final double TOLERANCE = 1.2;

  @TempDir private Path folder;

  @Test
  void anImportTakesNoMoreForMoreRows(EmulatorDatabase database) throws Exception {
    JobMemory small = importIntoSink(database, SMALL);
    long most = small.live();
    for (int i = 1; i < SHORT_RUNS; i++) {
      most = Math.max(most, importIntoSink(database, SMALL).live());
    }
    JobMemory medium = importIntoSink(database, MEDIUM);
    JobMemory large = importIntoSink(database, LARGE);

    assertFlat(most, medium);
    assertFlat(most, large);
    System.out.printf(
        Locale.ROOT,
        "processor time per row from 1M to 10M rows : from 100k to 1M rows = %.2f%n",
        perRow(medium, MEDIUM, large, LARGE) / perRow(small, SMALL, medium, MEDIUM));
  }

  @Test
  void anImportAndAnExportTakeNoMoreForMoreRows(EmulatorDatabase database) throws Exception {
    long smallImport = 0;
    long smallExport = 0;
    for (int i = 0; i < SHORT_RUNS; i++) {
      smallImport =
          Math.max(
              smallImport, run("emulator, import", SMALL, database, "import", input(SMALL)).live());
      smallExport =
          Math.max(
              smallExport,
              run("emulator, export", SMALL, database, "export", output(SMALL)).live());
    }
    JobMemory mediumImport = run("emulator, import", MEDIUM, database, "import", input(MEDIUM));
    JobMemory mediumExport = run("emulator, export", MEDIUM, database, "export", output(MEDIUM));

    assertFlat(smallImport, mediumImport);
    assertFlat(smallExport, mediumExport);
  }

  private static double perRow(JobMemory less, int lessRows, JobMemory more, int moreRows) {
    return (double) more.cpu().minus(less.cpu()).toMillis() / (moreRows - lessRows);
  }

  private static void assertFlat(long small, JobMemory more) {
    // What was in the heap before a collection is mostly garbage, as much as the collector allows.
    assertThat((double) more.live()).isLessThan(small * TOLERANCE);
  }

  private JobMemory importIntoSink(EmulatorDatabase database, int rows) throws Exception {
    try (var sink = CommitSink.start(database.host(), Duration.ofMillis(5))) {
      JobMemory run =
          run(
              "mock server, import",
              rows,
              database,
              "import",
              input(rows),
              "--spannerHost=" + sink.endpoint());
      assertThat(sink.rows()).isEqualTo(rows);
      return run;
    }
  }

  private JobMemory run(
      String what, int rows, EmulatorDatabase database, String job, String... options)
      throws Exception {
    JobMemory run = JobMemory.of(HEAP, database, folder, job, options);
    assertThat(run.status()).as(run.printed()).isZero();
    assertThat(run.printed()).contains(String.format(Locale.ROOT, "%,d", rows));
    System.out.println(run.asRow(String.format(Locale.ROOT, "%s of %,d rows", what, rows)));
    return run;
  }

  private String output(int rows) {
    // Each export makes a folder of its own in it.
    return "--outputDir=" + folder.resolve("out" + rows);
  }

  private String input(int rows) throws IOException {
    Path files = folder.resolve("in" + rows);
    Path file = files.resolve("Events.csv");
    if (!Files.exists(file)) {
      Files.createDirectories(files);
      try (Writer out = Files.newBufferedWriter(file)) {
        for (int id = 0; id < rows; id++) {
          out.write(
              "%d,the name of event %d,%d.25,2026-01-01T00:00:%02d.123456Z,%s\n"
                  .formatted(id, id, id % 1_000, id % 60, id % 2 == 0));
        }
      }
    }
    return "--inputDir=" + files;
  }
}
