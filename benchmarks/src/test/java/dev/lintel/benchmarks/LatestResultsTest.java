package dev.lintel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatestResultsTest {
  @TempDir private Path folder;

  @Test
  void theFileHasEveryFieldOfEveryPairing() throws Exception {
    var results = new LatestResults(List.of(SampleResults.write("emulator"), SampleResults.help()));

    assertThat(results.toJson())
        .isEqualTo(
            """
            {
              "pairings" : [ {
                "name" : "write",
                "server" : "emulator",
                "unit" : "rows/s",
                "ours" : 42000.0,
                "peer" : 16800.0,
                "limit" : 47000.0,
                "ratioToPeer" : [ 2.5, 2.5, 2.5 ],
                "ratioToLimit" : [ 0.8, 0.9, 1.0 ]
              }, {
                "name" : "process-help",
                "server" : "none",
                "unit" : "s",
                "ours" : 0.31235,
                "peer" : null,
                "limit" : 0.05,
                "ratioToPeer" : null,
                "ratioToLimit" : [ 0.16008, 0.16008, 0.16008 ]
              } ]
            }
            """);
  }

  @Test
  void whatIsWritten_isReadAgain() throws Exception {
    Path file = folder.resolve("latest.json");
    var results = new LatestResults(List.of(SampleResults.write("emulator"), SampleResults.help()));
    Files.writeString(file, results.toJson());

    assertThat(LatestResults.read(file).toJson()).isEqualTo(results.toJson());
  }

  @Test
  void withoutAFile_thereAreNoResults() throws Exception {
    assertThat(LatestResults.read(folder.resolve("latest.json")).pairings()).isEmpty();
  }

  @Test
  void onlyWhatWasMeasuredAgain_isReplaced() {
    var earlier =
        new LatestResults(
            List.of(
                SampleResults.write("emulator"),
                SampleResults.write("mock-2ms"),
                SampleResults.help()));
    PairingResult again = SampleResults.write("mock-10ms");

    assertThat(earlier.with(List.of(again)).pairings())
        .containsExactly(again, SampleResults.help());
  }
}
