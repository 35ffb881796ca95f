package dev.lintel.pipeline.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.Timestamp;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.testing.CoderProperties;
import org.junit.jupiter.api.Test;

class TableWindowTest {

  private static final List<TableWindow> WINDOWS =
      List.of(
          TableWindow.whole("sales.Orders", Optional.empty(), "2026-11-24T00:00:00.123456789Z"),
          TableWindow.whole("U", Optional.of("At"), "2026-11-24T00:00:00Z"),
          TableWindow.between("T", "At", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z"));

  @Test
  void theCoderKeepsEveryNanosecondAndIsDeterministic() throws Exception {
    var coder = new TableWindow.Coder();
    for (TableWindow window : WINDOWS) {
      CoderProperties.coderDecodeEncodeEqual(coder, window);
      CoderProperties.coderDeterministic(
          coder,
          window,
          new TableWindow(
              window.table(),
              window.column(),
              window.since(),
              Timestamp.parseTimestamp(window.until().toString())));
    }
    CoderProperties.coderSerializable(coder);
  }

  @Test
  void theLedgerStoresThemByTable() {
    assertThat(TableWindow.toJson(WINDOWS))
        .isEqualTo(
            "{\"T\":{\"column\":\"At\",\"since\":\"0001-01-01T00:00:00Z\","
                + "\"until\":\"9999-12-31T23:59:59.999999999Z\"},"
                + "\"U\":{\"column\":\"At\",\"until\":\"2026-11-24T00:00:00Z\"},"
                + "\"sales.Orders\":{\"until\":\"2026-11-24T00:00:00.123456789Z\"}}");
  }
}
