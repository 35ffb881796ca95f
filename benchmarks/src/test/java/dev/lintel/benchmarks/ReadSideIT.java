package dev.lintel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.CountRequests;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(300)
@CountRequests
class ReadSideIT {
  private static final int ROWS = 600;

  private static SpannerEmulator emulator;

  private static EmulatorDatabase source;

  @BeforeAll
  static void writeRows() {
    QuietLogging.onlyErrors();
    source = emulator.createDatabase(SampleRows.DDL);
    new PlainClient().write(SampleRows.good(ROWS), source);
  }

  static Stream<ReadSide> everyReader() {
    return Stream.of(
        side("plain client", new PlainClient()),
        side("ReadRows", new ReadRowsPipeline()),
        side("SpannerIO", new SpannerIoReadPipeline()),
        side("plain lookups", new PlainLookups(ROWS)),
        side("LookupRows", new LookupRowsPipeline(ROWS)),
        side("readAll", new SpannerIoReadAllPipeline(ROWS, false)));
  }

  private static ReadSide side(String label, RowReader reader) {
    return new ReadSide(label, reader, ROWS, source);
  }

  @ParameterizedTest
  @MethodSource("everyReader")
  void readsEveryRow(ReadSide side) throws Exception {
    assertThat(side.run().seconds()).isPositive();
  }

  @Test
  void givenAReaderThatLosesRows_fails() {
    assertThatThrownBy(() -> side("idle", database -> 0).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("idle is wrong: it comes to 0 rows, not to 600");
  }

  @Test
  void opensAConnectionForEachRun() throws Exception {
    long before = opened();

    side("first", new ReadRowsPipeline()).run();
    side("second", new ReadRowsPipeline()).run();

    assertThat(opened() - before).isEqualTo(2);
  }

  /** Returns how many connections to the source were opened, at all of its addresses. */
  private static long opened() {
    return SpannerConnections.statistics().openedByDatabase().getOrDefault(source.name(), 0L);
  }
}
