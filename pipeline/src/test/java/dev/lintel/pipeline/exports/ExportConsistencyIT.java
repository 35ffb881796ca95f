package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.exportfolder.ExportFolder;
import dev.lintel.pipeline.exportfolder.FolderCheck;
import dev.lintel.pipeline.imports.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One snapshot, whatever is written meanwhile. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Parent (Id INT64 NOT NULL, Name STRING(20)) PRIMARY KEY (Id)",
      """
      CREATE TABLE Child (Id INT64 NOT NULL, Nr INT64 NOT NULL) PRIMARY KEY (Id, Nr),
        INTERLEAVE IN PARENT Parent
      """,
      """
      CREATE TABLE Witness (Id INT64 NOT NULL, ParentId INT64 NOT NULL,
        CONSTRAINT FK_Parent FOREIGN KEY (ParentId) REFERENCES Parent (Id)) PRIMARY KEY (Id)
      """
    })
class ExportConsistencyIT {
  private final EmulatorDatabase database;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @TempDir private Path folder;

  ExportConsistencyIT(EmulatorDatabase database) {
    this.database = database;
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** A parent, its two children and what references it, in one transaction. */
  private Timestamp writeFamily(long id) throws InterruptedException {
    return Rows.write(
        database,
        Mutation.newInsertBuilder("Parent").set("Id").to(id).set("Name").to("p" + id).build(),
        Mutation.newInsertBuilder("Child").set("Id").to(id).set("Nr").to(1).build(),
        Mutation.newInsertBuilder("Child").set("Id").to(id).set("Nr").to(2).build(),
        // Another order than that of the parents, so that partitions differ.
        Mutation.newInsertBuilder("Witness").set("Id").to(-id).set("ParentId").to(id).build());
  }

  /**
   * The same database under another spelling of the host, as another process would have it: to the
   * emulator, a transaction of a session ends those that were begun in it before.
   */
  private EmulatorDatabase onAConnectionOfItsOwn() {
    return new EmulatorDatabase(
        database.host().replaceFirst("^localhost", "LOCALHOST"),
        database.projectId(),
        database.instanceId(),
        database.databaseId(),
        database.dialect());
  }

  @Test
  void givenAWriterMeanwhile_everyTransactionIsThereWholeOrNotAtAll(SpannerEmulator emulator)
      throws Exception {
    var begun = new CountDownLatch(20);
    var over = new AtomicBoolean();
    Future<Long> writer =
        threads.submit(
            () -> {
              long written = 0;
              while (!over.get()) {
                writeFamily(++written);
                begun.countDown();
              }
              return written;
            });
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

    ExportRun export = ExportRun.of(onAConnectionOfItsOwn(), folder);
    over.set(true);
    long written = writer.get(60, TimeUnit.SECONDS);

    long parents = export.rows("Parent");
    assertThat(parents).isGreaterThanOrEqualTo(20).isLessThan(written);
    assertThat(export.rows("Child")).isEqualTo(2 * parents);
    assertThat(export.rows("Witness")).isEqualTo(parents);
    // One of them whose parent is not there would be rejected.
    EmulatorDatabase copy = ExportRun.newDatabase(emulator, database);
    export.importInto(copy);
    String ids = "SELECT COUNT(*), MIN(Id), MAX(Id) FROM Parent";
    assertThat(Rows.of(copy, ids)).containsExactly("[%d, 1, %d]".formatted(parents, parents));
  }

  @Test
  void ofATimeInThePast_theDatabaseAsItWasThen(SpannerEmulator emulator) throws Exception {
    writeFamily(1);
    Timestamp then = writeFamily(2);
    writeFamily(3);
    Rows.write(
        database,
        Mutation.newUpdateBuilder("Parent").set("Id").to(1).set("Name").to("changed").build());

    ExportRun export = ExportRun.of(database, folder, "--snapshotTime=" + then);

    assertThat(export.facts().readTimestamp()).isEqualTo(then.toString());
    EmulatorDatabase copy = ExportRun.newDatabase(emulator, database);
    export.importInto(copy);
    assertThat(Rows.of(copy, "SELECT * FROM Parent ORDER BY Id"))
        .containsExactly("[1, p1]", "[2, p2]");
    assertThat(Rows.of(copy, "SELECT * FROM Witness ORDER BY Id DESC"))
        .containsExactly("[-1, 1]", "[-2, 2]");
  }

  @Test
  void twoExportsAtTheSameTimeAreTwoFolders() throws Exception {
    writeFamily(1);
    var together = new CountDownLatch(2);
    List<Future<ExportRun>> runs =
        List.of(
            threads.submit(() -> export(database, together)),
            threads.submit(() -> export(onAConnectionOfItsOwn(), together)));

    Path first = runs.get(0).get(60, TimeUnit.SECONDS).folder();
    Path second = runs.get(1).get(60, TimeUnit.SECONDS).folder();

    assertThat(first).isNotEqualTo(second);
    for (Path export : List.of(first, second)) {
      ExportFolder found = ExportFolder.find(export.toString()).orElseThrow();
      assertThat(new FolderCheck(found, PipelineOptionsFactory.create()).check().problems())
          .isEmpty();
      assertThat(found.facts().orElseThrow().tables())
          .extracting(table -> table.name() + " " + table.rows())
          .containsExactly("Child 2", "Parent 1", "Witness 1");
    }
    try (var all = Files.list(folder)) {
      assertThat(all).containsExactlyInAnyOrder(first, second);
    }
  }

  private ExportRun export(EmulatorDatabase database, CountDownLatch together)
      throws InterruptedException {
    together.countDown();
    together.await();
    return ExportRun.of(database, folder);
  }
}
