package dev.lintel.transforms;

import com.google.cloud.spanner.Key;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.failure.FailedRecord;
import dev.lintel.schema.SchemaReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;

/** Deletes keys as one bundle of a {@link DeleteRows} does, and records what becomes of them. */
final class Deletion implements BundleDeleter.Output {
  final List<Key> deleted = new ArrayList<>();
  final List<Key> changed = new ArrayList<>();
  final List<FailedRecord<Key>> failed = new ArrayList<>();

  /** The latencies of the commits; one each. */
  final List<Duration> commits = new ArrayList<>();

  private final String table;

  private Deletion(String table) {
    this.table = table;
  }

  static Deletion of(DeleteRows delete, List<Key> keys) throws InterruptedException {
    return of(delete, RetryClock.SYSTEM, keys);
  }

  /**
   * @param clock that of the throttle and of the retries
   */
  static Deletion of(DeleteRows delete, RetryClock clock, List<Key> keys)
      throws InterruptedException {
    var result = new Deletion(delete.getTable());
    try (var lease = SpannerConnections.acquire(delete.getConfig())) {
      var connection = lease.connection();
      var schema =
          delete.getSchema() != null
              ? delete.getSchema()
              : SchemaReader.read(connection.databaseClient());
      new BundleDeleter(
              connection,
              DeleteTarget.of(schema, delete.getTable()),
              delete,
              new DeleteThrottle(delete.getRowsPerSecond(), delete.getMaxCommitLatency(), clock),
              clock)
          .delete(
              keys.stream()
                  .map(
                      key ->
                          new PendingKey(
                              key, Instant.EPOCH, GlobalWindow.INSTANCE, PaneInfo.NO_FIRING))
                  .toList(),
              result);
    }
    return result;
  }

  @Override
  public void deleted(PendingKey key) {
    deleted.add(key.key());
  }

  @Override
  public void changed(PendingKey key) {
    changed.add(key.key());
  }

  @Override
  public void rejected(PendingKey key, RowError error) {
    failed.add(FailedRecord.of(table, key.key(), error.code(), error.message()));
  }

  @Override
  public void sent(DeleteOutcome outcome) {
    commits.addAll(outcome.latencies());
  }

  @Override
  public void waited(Duration time) {}
}
