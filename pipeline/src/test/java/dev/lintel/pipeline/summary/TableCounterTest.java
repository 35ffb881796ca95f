package dev.lintel.pipeline.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableCounterTest {

  private static final List<String> TABLES =
      List.of("Airports", "_", "bytes_T", "written_T", "read_written_T", "sales.Orders_2026", "");

  @Test
  void theNameIsFigureThenTable() {
    assertThat(TableCounter.of(TableFigure.WRITTEN, "Airports").name())
        .isEqualTo("written_Airports");
  }

  @Test
  void everyNameIsReadBackAsItWasMade() {
    Set<String> names = new HashSet<>();
    for (TableFigure figure : TableFigure.values()) {
      for (String table : TABLES) {
        var counter = TableCounter.of(figure, table);
        assertThat(names.add(counter.name())).as(counter.name()).isTrue();
        assertThat(TableCounter.parse(counter.name())).contains(counter);
        assertThat(counter.isOf(figure)).isTrue();
      }
    }
  }

  @Test
  void aFigureWhoseNameBeginsWithAnotherIsNotCountedToATable() {
    var bytes = TableCounter.parse("readBytes_T").orElseThrow();

    assertThat(bytes).isEqualTo(new TableCounter("readBytes", "T"));
    assertThat(bytes.isOf(TableFigure.READ)).isFalse();
    assertThatThrownBy(() -> new TableCounter("read_bytes", "T"))
        .as("it would have the name of the figure read of the table bytes_T")
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("read_bytes");
  }

  @Test
  void anyOtherNameIsNoCounterOfATable() {
    assertThat(TableCounter.parse("elements")).isEmpty();
  }

  @Test
  void aFigureOfSeveralWordsHasNoUnderscoreInItsField() {
    assertThat(LookupFigure.CACHE_HITS.field()).isEqualTo("cacheHits");
    assertThat(LookupFigure.CACHE_HITS.heading()).isEqualTo("cache hits");
  }
}
