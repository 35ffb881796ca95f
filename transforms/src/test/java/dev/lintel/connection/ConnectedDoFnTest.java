package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectedDoFnTest {
  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();
  private final ConnectionConfig config = server.newDatabase();

  private static final class BufferingFn extends ConnectedDoFn<String, String> {
    private final boolean failing;
    private transient BufferBudget.Share share;

    BufferingFn(ConnectionConfig config, boolean failing) {
      super(config);
      this.failing = failing;
    }

    @Override
    protected void onConnected(SpannerConnection connection) {
      share = newShare();
      share.add(1_000);
      if (failing) {
        throw new IllegalStateException("no");
      }
    }
  }

  @Test
  void whatAFailedBundleHasBufferedIsFreeOnceItsInstanceDisconnects() throws Exception {
    try (Lease lease = SpannerConnections.acquire(config)) {
      BufferBudget buffers = lease.connection().buffers();
      var failed = new BufferingFn(config, false);
      failed.connect();
      assertThat(buffers.used()).isEqualTo(1_000);

      failed.disconnect();

      assertThat(buffers.used()).isZero();
      failed.disconnect();
      assertThat(buffers.used()).isZero();
    }
  }

  @Test
  void soIsWhatAFailedSetupHasBuffered() throws Exception {
    try (Lease lease = SpannerConnections.acquire(config)) {
      assertThatThrownBy(() -> new BufferingFn(config, true).connect()).hasMessage("no");

      assertThat(lease.connection().buffers().used()).isZero();
    }
  }
}
