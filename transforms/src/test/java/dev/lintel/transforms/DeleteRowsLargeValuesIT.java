package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Conditions over more bytes than one query takes. */
@Timeout(120)
@SpannerDatabase(
    ddl = "CREATE TABLE Document (Id INT64 NOT NULL, Text STRING(MAX)) PRIMARY KEY (Id)")
class DeleteRowsLargeValuesIT {
  private final ConnectionConfig config;

  DeleteRowsLargeValuesIT(EmulatorDatabase database) {
    config = EmulatorConfig.of(database);
  }

  private static List<Key> keys(LongStream ids) {
    return ids.mapToObj(Key::of).toList();
  }

  @Test
  void theConditionMayReadColumnsThatAreLarge() throws Exception {
    List<Mutation> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      // Row 50 alone may be too large to be sent back; every third row is to stay.
      String text = (i % 3 == 0 ? "kept" : "old") + "x".repeat(i == 50 ? 2_600_000 : 30_000);
      rows.add(
          Mutation.newInsertOrUpdateBuilder("Document")
              .set("Id")
              .to(i)
              .set("Text")
              .to(text)
              .build());
    }
    try (var lease = SpannerConnections.acquire(config)) {
      lease.connection().databaseClient().write(rows);
    }
    var result =
        Deletion.of(
            DeleteRows.from(config).withTable("Document").withCondition("STARTS_WITH(Text, 'old')"),
            keys(LongStream.range(0, 100)));
    assertThat(result.deleted)
        .containsExactlyElementsOf(keys(LongStream.range(0, 100).filter(i -> i % 3 > 0)));
    assertThat(result.changed)
        .containsExactlyElementsOf(keys(LongStream.range(0, 100).filter(i -> i % 3 == 0)));
  }
}
