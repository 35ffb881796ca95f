package dev.lintel.transforms;

import com.google.cloud.spanner.SpannerException;
import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.ConnectionConfig;
import org.apache.beam.sdk.values.KV;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the snapshot's session back once nothing is left to read. */
final class EndSnapshotFn extends ConnectedDoFn<KV<Integer, Iterable<SnapshotRead>>, Void> {
  private static final Logger LOG = LoggerFactory.getLogger(EndSnapshotFn.class);

  EndSnapshotFn(ConnectionConfig config) {
    super(config);
  }

  @ProcessElement
  public void process(@Element KV<Integer, Iterable<SnapshotRead>> done) {
    // All of them are of one snapshot.
    SnapshotRead any = done.getValue().iterator().next();
    try {
      any.open(connection()).cleanup();
    } catch (SpannerException e) {
      // It ends by itself, an hour after its last use.
      LOG.info("The snapshot's session could not be given back: {}", e.getMessage());
    }
  }
}
