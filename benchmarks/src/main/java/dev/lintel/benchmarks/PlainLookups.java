package dev.lintel.benchmarks;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import dev.lintel.emulator.EmulatorDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The client library alone: one read of 200 keys after the other, with a map of rows by key. */
record PlainLookups(int count) implements RowReader {

  private static final int KEYS_A_READ = 200;

  @Override
  public long read(EmulatorDatabase source) {
    try (var spanner = PlainClient.open(source)) {
      var client = PlainClient.clientOf(spanner, source);
      List<Long> keys = SampleKeys.of(count).boxed().toList();
      long found = 0;
      for (int from = 0; from < count; from += KEYS_A_READ) {
        List<Long> part = keys.subList(from, Math.min(count, from + KEYS_A_READ));
        KeySet.Builder set = KeySet.newBuilder();
        part.forEach(key -> set.addKey(Key.of(key)));
        Map<Long, Object> rows = new HashMap<>();
        try (var results =
            client.singleUse().read(SampleRows.TABLE, set.build(), SampleRows.COLUMNS)) {
          while (results.next()) {
            rows.put(results.getLong(0), results.getCurrentRowAsStruct());
          }
        }
        found += part.stream().filter(rows::containsKey).count();
      }
      return found;
    }
  }
}
