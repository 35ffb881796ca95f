package dev.lintel.pipeline.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {

  private static final List<String> KNOWN =
      List.of("instanceId", "databaseId", "input", "inputDir", "tableName", "maxFailures");

  @ParameterizedTest
  @CsvSource({
    "instanceID, instanceId",
    "instance-id, instanceId",
    "INSTANCE_ID, instanceId",
    "instnceId, instanceId",
    "inptu, input",
    "inputDri, inputDir",
    "maxFailure, maxFailures",
    "table, tableName",
    "database, databaseId",
    "failures, maxFailures"
  })
  void findsWhatWasMeant(String typed, String meant) {
    assertThat(Nearest.to(typed).among(KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "colour", "verbose", "id"})
  void givenNothingNear_doesNotGuess(String typed) {
    assertThat(Nearest.to(typed).among(KNOWN)).isEmpty();
  }

  @Test
  void givenSeveralNearestOnes_takesTheFirst() {
    assertThat(Nearest.to("abcd").among(List.of("abcx", "abcy"))).contains("abcx");
  }
}
