package dev.lintel.benchmarks;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Spanner;
import com.google.cloud.spanner.Statement;
import dev.lintel.emulator.EmulatorDatabase;
import java.util.List;

/**
 * The client library alone: the keys in one stream, and one commit after the other. It deletes rows
 * that have changed meanwhile, too.
 */
final class PlainDeletes implements DeleteMethod {

  /** The default of SpannerIO. */
  private static final int ROWS_A_COMMIT = 500;

  @Override
  public void delete(OldRows old, EmulatorDatabase target) {
    try (Spanner spanner = PlainClient.open(target)) {
      var client = PlainClient.clientOf(spanner, target);
      try (var rows = client.singleUse().executeQuery(Statement.of(old.query()))) {
        KeySet.Builder keys = KeySet.newBuilder();
        int batched = 0;
        while (rows.next()) {
          keys.addKey(Key.of(rows.getLong(0)));
          if (++batched == ROWS_A_COMMIT) {
            client.writeAtLeastOnce(List.of(Mutation.delete(SampleRows.TABLE, keys.build())));
            keys = KeySet.newBuilder();
            batched = 0;
          }
        }
        if (batched > 0) {
          client.writeAtLeastOnce(List.of(Mutation.delete(SampleRows.TABLE, keys.build())));
        }
      }
    }
  }
}
