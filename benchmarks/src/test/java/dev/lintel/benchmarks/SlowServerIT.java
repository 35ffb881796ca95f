package dev.lintel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.emulator.EmulatorDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Both sides of the pairings on the slow server. */
@Tag("long")
class SlowServerIT {
  private static final SampleRows GOOD = SampleRows.good(600);
  private static final SampleRows SOME_BAD = GOOD.withBadEvery(100);

  private static SlowServer server;

  @BeforeAll
  static void start() throws Exception {
    QuietLogging.onlyErrors();
    server = SlowServer.start(1);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static SlowServer.Requests requestsOf(WriteMethod method) {
    EmulatorDatabase database = server.newDatabase();
    method.write(SOME_BAD, database);
    assertThat(PlainClient.countRows(database)).isEqualTo(SOME_BAD.goodCount());
    return server.requests(database);
  }

  @Test
  void aBadRowRejectsItsCommit_andBatchWriteNamesIt() {
    SlowServer.Requests requests = requestsOf(new WriteRowsPipeline(server));

    assertThat(requests.spoiltCommits()).isPositive();
    assertThat(requests.batchWrites()).isEqualTo(requests.spoiltCommits());
  }

  @Test
  void spannerIoWritesTheRowsOfARejectedCommitOneByOne() {
    SlowServer.Requests requests = requestsOf(new SpannerIoPipeline());

    assertThat(requests.batchWrites()).isZero();
    // How many rows share a commit with a bad one depends on the runner's bundles.
    assertThat(requests.commits()).isGreaterThan(100);
  }

  @Test
  void theRowsAreReadInPartitions_inOneStream_andByKey() throws Exception {
    EmulatorDatabase source = server.newDatabase(GOOD);

    for (RowReader reader :
        new RowReader[] {
          new ReadRowsPipeline(),
          new SpannerIoReadPipeline(),
          new PlainClient(),
          new PlainLookups(600),
          new SpannerIoReadAllPipeline(600, true),
          new LookupRowsPipeline(600, server.knownSchema())
        }) {
      assertThat(new ReadSide(reader.toString(), reader, 600, source).run().seconds()).isPositive();
    }
  }

  @Test
  void aRowIsRead_asItWouldHaveBeenWritten() {
    EmulatorDatabase source = server.newDatabase(GOOD);

    try (var spanner = PlainClient.open(source)) {
      var row =
          PlainClient.clientOf(spanner, source)
              .singleUse()
              .readRow(SampleRows.TABLE, com.google.cloud.spanner.Key.of(17), SampleRows.COLUMNS);
      var written = GOOD.row(17).asMap();
      for (String column : SampleRows.COLUMNS) {
        assertThat(row.getValue(column)).isEqualTo(written.get(column));
      }
    }
  }

  @Test
  void clientsAndSessionsAreCounted() {
    EmulatorDatabase database = server.newDatabase();

    long unused = PlainClient.countRows(database) + PlainClient.countRows(database);

    assertThat(server.requests(database).clients()).isEqualTo(2);
    assertThat(server.requests(database).sessions()).isEqualTo(2);
  }
}
