package dev.lintel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetTest {

  private static Target of(String name, String server, String unit) {
    return Target.of(
        PairingResult.of(
            name, server, Measure.cost(unit), List.of(1.0), List.of(1.0), List.of(1.0)));
  }

  @Test
  void onlyResultsOnTheEmulatorHaveOne() {
    assertThat(of("write", "emulator", "rows/s"))
        .isEqualTo(new Target(Optional.of(2.5), Optional.of(0.95)));
    assertThat(of("write", "mock-2ms", "rows/s"))
        .isEqualTo(new Target(Optional.empty(), Optional.empty()));
  }

  @Test
  void anImportOfCsv_isHeldAgainstThePlainClientOnly() {
    assertThat(of("process-import", "emulator", "s for 300,000 rows of Avro").toPeer())
        .contains(3.0);
    assertThat(of("process-import", "emulator", "s for 81,523 rows of CSV"))
        .isEqualTo(new Target(Optional.empty(), Optional.of(0.5)));
  }

  @Test
  void everyTargetIsOfAPairing() {
    assertThat(Pairings.names()).containsAll(Target.pairings());
  }
}
