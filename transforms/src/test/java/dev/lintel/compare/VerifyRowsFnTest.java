package dev.lintel.compare;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.ddl.DdlScript;
import dev.lintel.failure.FailedRecord;
import java.util.concurrent.CompletableFuture;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class VerifyRowsFnTest {
  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();

  @Test
  void anInterruptedBundleEndsWhileTheServerDoesNotAnswer() throws Exception {
    var fn =
        new VerifyRowsFn(
            VerifyRows.in(
                server.newDatabase(),
                DdlScript.parse(
                        "CREATE TABLE T (Id INT64) PRIMARY KEY (Id)", Dialect.GOOGLE_STANDARD_SQL)
                    .planned()),
            new TupleTag<Mutation>() {},
            new TupleTag<FailedRecord<Mutation>>() {});
    fn.connect();
    try {
      server.neverAnswer("StreamingRead");
      fn.startBundle();
      // It outputs nothing before the answer, so it needs nothing to output to.
      fn.process(
          Mutation.newInsertBuilder("T").set("Id").to(1).build(),
          Instant.EPOCH,
          GlobalWindow.INSTANCE,
          PaneInfo.NO_FIRING,
          null);
      var end = new CompletableFuture<Throwable>();
      var bundle =
          new Thread(
              () -> {
                try {
                  fn.finishBundle(null);
                  end.complete(null);
                } catch (InterruptedException | RuntimeException e) {
                  end.complete(e);
                }
              });
      bundle.start();
      await().atMost(60, SECONDS).until(() -> bundle.getState() == Thread.State.WAITING);

      bundle.interrupt();

      await().atMost(60, SECONDS).until(end::isDone);
      assertThat(end.get()).isInstanceOf(InterruptedException.class);
    } finally {
      fn.disconnect();
    }
  }
}
