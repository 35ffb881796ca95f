package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.MockSpannerServiceImpl.SimulatedExecutionTime;
import com.google.cloud.spanner.Mutation;
import com.google.spanner.v1.CommitRequest;
import dev.lintel.connection.Lease;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.ddl.DdlScript;
import dev.lintel.schema.DatabaseSchema;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is in flight when a bundle returns or fails, seen by the server. */
@Timeout(60)
class BundleWriterTest {
  private static final DatabaseSchema SCHEMA =
      DdlScript.parse(
              "CREATE TABLE T (Id INT64, Content STRING(MAX)) PRIMARY KEY (Id)",
              Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();
  @AutoClose private final Lease lease;

  BundleWriterTest() throws InterruptedException {
    lease = SpannerConnections.acquire(server.newDatabase());
  }

  private final List<PendingRow> written = new ArrayList<>();
  private final BundleWriter.Output output =
      new BundleWriter.Output() {
        @Override
        public void written(PendingRow row) {
          written.add(row);
        }

        @Override
        public void rejected(PendingRow row, RowError error) {
          throw new AssertionError(error);
        }

        @Override
        public void sent(BatchOutcome outcome) {}
      };

  /** Writes 100 rows, ten in each commit. */
  private void write(BundleWriter.Output output) throws InterruptedException {
    write(100, output);
  }

  private void write(int count, BundleWriter.Output output) throws InterruptedException {
    write(
        lease.connection(),
        LongStream.range(0, count)
            .mapToObj(id -> Mutation.newInsertOrUpdateBuilder("T").set("Id").to(id).build()),
        output);
  }

  private static void write(
      SpannerConnection connection, Stream<Mutation> mutations, BundleWriter.Output output)
      throws InterruptedException {
    var planner = new BatchPlanner(SCHEMA, BatchLimits.defaults().withMaxRows(10));
    var committer =
        new BatchCommitter(
            connection,
            CommitOptions.NONE,
            new Retry(RetryPolicy.defaults(), RetryClock.SYSTEM, "Commit in D"),
            new SchemaFaults(SCHEMA, age -> SCHEMA),
            new SuspectRows(SCHEMA));
    List<PendingRow> rows =
        mutations
            .map(
                row ->
                    new PendingRow(
                        row,
                        BoundedWindow.TIMESTAMP_MIN_VALUE,
                        GlobalWindow.INSTANCE,
                        PaneInfo.NO_FIRING))
            .toList();
    new BundleWriter(planner, committer, connection.commits(), 1 << 20)
        .write(rows, planner, output);
  }

  @Test
  void noCommitIsInFlightBetweenTwoCalls() throws Exception {
    server.service().setCommitExecutionTime(SimulatedExecutionTime.ofMinimumAndRandomTime(50, 0));
    write(output);
    assertThat(server.commitsInFlight()).isZero();
    assertThat(server.count(CommitRequest.class)).isEqualTo(10);
    assertThat(written).hasSize(100);
  }

  @Test
  void commitsUnderWayStayWithinTheBytesForBuffers() throws Exception {
    server.service().setCommitExecutionTime(SimulatedExecutionTime.ofMinimumAndRandomTime(50, 0));
    String content = "x".repeat(256 << 10);
    // Three bytes for each character are the estimate, so two rows have about 1.5 MiB.
    try (Lease small = SpannerConnections.acquire(server.newDatabase().withBufferBytes(2 << 20))) {
      write(
          small.connection(),
          LongStream.range(0, 12)
              .mapToObj(
                  id ->
                      Mutation.newInsertOrUpdateBuilder("T")
                          .set("Id")
                          .to(id)
                          .set("Content")
                          .to(content)
                          .build()),
          output);
    }
    assertThat(server.mostCommitsInFlight()).isEqualTo(2);
    assertThat(server.count(CommitRequest.class)).isEqualTo(12);
    assertThat(written).hasSize(12);
  }

  @Test
  void anEmptyBufferSendsNoCommit() throws Exception {
    write(0, output);
    assertThat(server.count(CommitRequest.class)).isZero();
  }

  @Test
  void ifOneCommitFailsTheOthersAreCancelledAndItsReasonIsThrown() {
    server
        .service()
        .setCommitExecutionTime(
            SimulatedExecutionTime.ofException(
                Status.PERMISSION_DENIED.withDescription("not you").asRuntimeException()));
    var unused = server.holdCommitsAfter(1);
    assertThatThrownBy(() -> write(output)).hasMessageContaining("not you");
  }

  @Test
  void ifALaterStepFailsItsReasonIsThrown() {
    assertThatThrownBy(
            () ->
                write(
                    new BundleWriter.Output() {
                      @Override
                      public void written(PendingRow row) {
                        throw new IllegalStateException("a later step fails");
                      }

                      @Override
                      public void rejected(PendingRow row, RowError error) {
                        throw new AssertionError(error);
                      }

                      @Override
                      public void sent(BatchOutcome outcome) {}
                    }))
        .hasMessage("a later step fails");
  }

  @Test
  void anInterruptedBundleCancelsItsCommits() {
    Thread bundle = Thread.currentThread();
    var unused = server.holdCommitsAfter(0).thenRun(bundle::interrupt);
    assertThatThrownBy(() -> write(output)).isInstanceOf(InterruptedException.class);
    assertThat(written).isEmpty();
  }
}
