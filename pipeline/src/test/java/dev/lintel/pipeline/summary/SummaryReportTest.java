package dev.lintel.pipeline.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryReportTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  @BeforeAll
  static void registerFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void fileHasExactlyTheFieldsThatArePresent() throws IOException {
    Path file = folder.resolve("with space/summary.json");

    SummaryReport.write(RunSummaries.FLIGHTS, file.toString());

    assertThat(MAPPER.readTree(Files.readString(file)))
        .isEqualTo(
            MAPPER.readTree(
                """
                {
                  "job": "import",
                  "runId": "2026-11-23T08-00-00Z-4f2a",
                  "state": "SUCCEEDED",
                  "startTime": "2026-11-23T08:00:00Z",
                  "endTime": "2026-11-23T08:01:15.250Z",
                  "tables": [
                    {"table": "Airports", "read": 7698, "written": 7698, "failed": 0},
                    {"table": "Routes", "read": 67663, "written": 67187, "failed": 476}
                  ],
                  "connectionsOpened": 1
                }
                """));
  }

  @Test
  void everyFigureHasTheNameOfTheContract() throws IOException {
    RunSummary summary =
        RunSummaries.EMPTY
            .withSnapshotTimestamp(Instant.parse("2026-11-23T07:59:59.123456789Z"))
            .withTable(
                "T",
                Map.of(
                    TableFigure.READ, 1L,
                    TableFigure.WRITTEN, 2L,
                    TableFigure.FAILED, 3L))
            .withLookup(
                "L",
                Map.of(
                    LookupFigure.ELEMENTS, 1L,
                    LookupFigure.KEYS, 2L,
                    LookupFigure.FOUND, 3L,
                    LookupFigure.MISSING, 4L,
                    LookupFigure.FAILED, 5L,
                    LookupFigure.READS, 6L,
                    LookupFigure.CACHE_HITS, 7L));

    assertThat(SummaryJson.of(summary).replaceAll("\\s+", ""))
        .endsWith(
            "\"snapshotTimestamp\":\"2026-11-23T07:59:59.123456789Z\","
                + "\"tables\":[{\"table\":\"T\",\"read\":1,\"written\":2,\"failed\":3}],"
                + "\"lookups\":[{\"name\":\"L\",\"elements\":1,\"keys\":2,\"found\":3,"
                + "\"missing\":4,\"failed\":5,\"reads\":6,\"cacheHits\":7}]}");
  }

  @Test
  void replacesTheFileOfAnEarlierRunAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("summary.json");
    Files.writeString(file, "old ".repeat(1000));

    SummaryReport.write(RunSummaries.EMPTY, file.toString());

    assertThat(Files.readString(file)).isEqualTo(SummaryJson.of(RunSummaries.EMPTY));
    assertThat(folder.toFile().list()).containsExactly("summary.json");
  }

  @Test
  void givenAPlaceThatCannotBeWritten_namesTheFile() throws IOException {
    Path inTheWay = Files.createFile(folder.resolve("file"));
    String file = inTheWay.resolve("summary.json").toString();

    assertThatThrownBy(() -> SummaryReport.write(RunSummaries.EMPTY, file))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write the summary to " + file);
  }
}
