package dev.lintel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchArgumentsTest {

  @Test
  void withoutArguments_measuresEverythingInFull() throws Exception {
    var arguments = BenchArguments.parse();

    assertThat(arguments.extent()).isEqualTo(Extent.FULL);
    assertThat(arguments.pairings())
        .extracting(Pairing::name)
        .contains(
            "write",
            "write-bad-rows",
            "read",
            "lookup",
            "export",
            "import",
            "coder",
            "connections",
            "import-parquet",
            "copy",
            "purge",
            "verify")
        .doesNotHaveDuplicates();
  }

  @Test
  void only_keepsTheUsualOrder() throws Exception {
    assertThat(BenchArguments.parse("--quick", "--only=read, write"))
        .isEqualTo(
            new BenchArguments(Extent.QUICK, List.of(new WritePairing(), new ReadPairing())));
  }

  @Test
  void process_standsForAllOfWholeProcesses() throws Exception {
    assertThat(BenchArguments.parse("--only=coder,process").pairings())
        .extracting(Pairing::name)
        .containsExactly(
            "coder", "process-help", "process-import-100", "process-import", "process-export");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--only=nonsense", "--only=write,nonsense", "--only=nonsense,process"})
  void anUnknownPairing_isAnsweredWithTheKnownOnes(String argument) {
    assertThatThrownBy(() -> BenchArguments.parse(argument))
        .isInstanceOf(BenchUsageException.class)
        .hasMessageStartingWith(
            "--only=nonsense: no such pairing; there are write, write-bad-rows,")
        .hasMessageEndingWith("process-export, process");
  }

  @Test
  void anEmptyList_isRefused() {
    assertThatThrownBy(() -> BenchArguments.parse("--only="))
        .isInstanceOf(BenchUsageException.class)
        .hasMessageStartingWith("--only=: no such pairing; there are write,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--fast", "write", "--quick=true", ""})
  void anUnknownOption_isRefused(String argument) {
    assertThatThrownBy(() -> BenchArguments.parse(argument))
        .isInstanceOf(BenchUsageException.class)
        .hasMessage(
            "bench has no option '%s'; it has --quick, --smoke, --only=NAME,... and --help"
                .formatted(argument));
  }

  @Test
  void theUsageNamesEveryPairing() {
    assertThat(BenchArguments.usage()).contains(Pairings.names());
  }
}
