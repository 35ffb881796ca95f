package dev.lintel.pipeline.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@SpannerDatabase(ddl = "CREATE TABLE A (Id INT64 NOT NULL, Name STRING(20)) PRIMARY KEY (Id)")
class SchemaFinishIT {
  @Test
  void anAttemptWaitsForTheOperationOfTheOneBefore(EmulatorDatabase database) throws Exception {
    List<String> index = List.of("CREATE INDEX AByName ON A(Name)");
    try (var lease = SpannerConnections.acquire(EmulatorConfig.of(database))) {
      var connection = lease.connection();
      // Both attempts have seen that the index is missing.
      new SchemaFinish(connection::updateDdl, () -> index, "run-1").create();
      new SchemaFinish(connection::updateDdl, () -> index, "run-1").create();
      assertThat(connection.getDdl()).filteredOn(ddl -> ddl.contains("AByName")).hasSize(1);
    }
  }
}
