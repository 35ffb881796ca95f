package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.MockSpannerServiceImpl.SimulatedExecutionTime;
import com.google.cloud.spanner.Mutation;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.Lease;
import dev.lintel.connection.Limits;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.ddl.DdlScript;
import dev.lintel.failure.FailedRecord;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows that wait for others count in the budget of the buffers. */
@Timeout(60)
class HeldBytesTest {
  /** Of about 300 kB, as three bytes for each character are the estimate. */
  private static final String CONTENT = "x".repeat(100_000);

  private static final TupleTag<Mutation> WRITTEN = new TupleTag<>() {};
  private static final TupleTag<FailedRecord<Mutation>> FAILED = new TupleTag<>() {};

  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();
  private final List<Object> outputs = new ArrayList<>();

  @BeforeEach
  void rejectEverything() {
    server
        .service()
        .setCommitExecutionTime(
            SimulatedExecutionTime.ofStickyException(
                Status.FAILED_PRECONDITION
                    .withDescription("a row is missing")
                    .asRuntimeException()));
    server.refuseBatchWrites(Status.UNIMPLEMENTED);
  }

  private static WriteRowsFn writing(ConnectionConfig config) {
    return new WriteRowsFn(
        WriteRows.to(config)
            .withSchema(
                DdlScript.parse(
                        """
                        CREATE TABLE T (
                          Id INT64,
                          Parent INT64,
                          Content STRING(MAX),
                          FOREIGN KEY (Parent) REFERENCES T (Id)
                        ) PRIMARY KEY (Id)
                        """,
                        Dialect.GOOGLE_STANDARD_SQL)
                    .planned()),
        WRITTEN,
        FAILED);
  }

  private static Mutation row(long id, boolean waits) {
    var row = Mutation.newInsertBuilder("T").set("Id").to(id).set("Content").to(CONTENT);
    return (waits ? row.set("Parent").to(1_000_000 + id) : row).build();
  }

  @Test
  void whatIsHeldIsCountedUntilItIsDecided() throws Exception {
    ConnectionConfig config = server.newDatabase().withBufferBytes(64 << 20);
    try (Lease lease = SpannerConnections.acquire(config)) {
      WriteRowsFn fn = writing(config);
      fn.connect();
      fn.startBundle();
      long held = 0;
      for (long id = 0; outputs.isEmpty(); id++) {
        boolean waits = id % 2 == 0;
        Mutation row = row(id, waits);
        held += waits ? MutationBytes.estimate(row) : 0;
        process(fn, row);
      }
      assertThat(held).isGreaterThan(4 << 20);
      assertThat(Limits.bufferedBytes(lease.connection())).isEqualTo(held);

      // The next buffer has as much as before.
      int before = outputs.size();
      for (long id = 0; id < before; id++) {
        process(fn, row(1_000 + id, true));
      }
      assertThat(outputs).hasSize(before);

      fn.finishBundle(context(fn));
      assertThat(outputs).hasSizeGreaterThan(2 * before);
      assertThat(Limits.bufferedBytes(lease.connection())).isZero();
      fn.disconnect();
    }
  }

  @Test
  void whatAloneFillsTheShareIsDecided() throws Exception {
    ConnectionConfig config = server.newDatabase().withBufferBytes(4 << 20);
    try (Lease lease = SpannerConnections.acquire(config)) {
      WriteRowsFn fn = writing(config);
      fn.connect();
      fn.startBundle();
      for (long id = 0; id < 7; id++) {
        process(fn, row(id, true));
      }
      assertThat(outputs).hasSize(7);
      assertThat(Limits.bufferedBytes(lease.connection())).isZero();
      fn.disconnect();
    }
  }

  @Test
  void whatManyBundlesHoldMakesNoRowARequestOfItsOwn() throws Exception {
    ConnectionConfig config = server.newDatabase().withBufferBytes(8 << 20);
    try (Lease lease = SpannerConnections.acquire(config)) {
      List<WriteRowsFn> holding = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        WriteRowsFn fn = started(config);
        holding.add(fn);
        for (long id = 0; id < 3; id++) {
          process(fn, row(id, true));
        }
        // Others, until the buffer is written.
        int before = outputs.size();
        for (long id = 100; outputs.size() == before; id++) {
          process(fn, row(id, false));
        }
      }
      assertThat(Limits.bufferedBytes(lease.connection()))
          .as("what is held")
          .isGreaterThan(8 << 20);

      WriteRowsFn empty = started(config);
      for (WriteRowsFn fn : List.of(empty, holding.get(0))) {
        int before = outputs.size();
        for (long id = 0; id < 50; id++) {
          process(fn, Mutation.newInsertBuilder("T").set("Id").to(id + 1_000).build());
        }
        assertThat(outputs).hasSize(before);
      }
      empty.disconnect();
      holding.forEach(WriteRowsFn::disconnect);
      assertThat(Limits.bufferedBytes(lease.connection())).isZero();
    }
  }

  private static WriteRowsFn started(ConnectionConfig config) throws InterruptedException {
    WriteRowsFn fn = writing(config);
    fn.connect();
    fn.startBundle();
    return fn;
  }

  private void process(WriteRowsFn fn, Mutation row) throws InterruptedException {
    fn.process(
        row,
        Instant.EPOCH,
        GlobalWindow.INSTANCE,
        PaneInfo.NO_FIRING,
        new MultiOutputReceiver() {
          @Override
          public <T> OutputReceiver<T> get(TupleTag<T> tag) {
            return new OutputReceiver<>() {
              @Override
              public OutputBuilder<T> builder(T value) {
                throw new UnsupportedOperationException();
              }

              @Override
              public void outputWindowedValue(
                  T value,
                  Instant timestamp,
                  Collection<? extends BoundedWindow> windows,
                  PaneInfo pane) {
                outputs.add(value);
              }
            };
          }

          @Override
          public <T> OutputReceiver<Row> getRowReceiver(TupleTag<T> tag) {
            throw new UnsupportedOperationException();
          }
        });
  }

  private DoFn<Mutation, Mutation>.FinishBundleContext context(DoFn<Mutation, Mutation> fn) {
    return fn.new FinishBundleContext() {
      @Override
      public PipelineOptions getPipelineOptions() {
        return PipelineOptionsFactory.create();
      }

      @Override
      public void output(Mutation output, Instant timestamp, BoundedWindow window) {
        outputs.add(output);
      }

      @Override
      public <T> void output(TupleTag<T> tag, T output, Instant timestamp, BoundedWindow window) {
        outputs.add(output);
      }
    };
  }
}
