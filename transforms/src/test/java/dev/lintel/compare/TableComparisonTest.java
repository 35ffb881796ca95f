package dev.lintel.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Type;
import dev.lintel.schema.Column;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableComparisonTest {
  private static final Table EXPECTED =
      table(
          "K", column("V", Type.string()), column("N", Type.numeric()), column("K", Type.int64()));

  @Test
  void comparesTheColumnsThatBothSidesHaveWithComparableTypes() {
    Table actual =
        table(
            "k",
            column("k", Type.int64()),
            column("n", Type.pgNumeric()),
            column("v", Type.bytes()),
            column("more", Type.bool()));

    TableComparison comparison = ComparedTables.of(EXPECTED, actual);

    assertThat(comparison.getExpected().columnNames()).containsExactly("N", "K");
    assertThat(comparison.getActual().columnNames()).containsExactly("n", "k");
    assertThat(comparison.getKeyPositions()).containsExactly(1);
  }

  @Test
  void leavesOutIgnoredColumns() {
    TableComparison comparison =
        ComparedTables.of(EXPECTED, EXPECTED).withIgnoredColumns(List.of("v", "unknown"));

    assertThat(comparison.getExpected().columnNames()).containsExactly("N", "K");
    assertThat(comparison.getIgnoredColumns()).containsExactly("V");
  }

  @Test
  void refusesToIgnoreTheKey() {
    TableComparison comparison = ComparedTables.of(EXPECTED, EXPECTED);

    assertThatThrownBy(() -> comparison.withIgnoredColumns(List.of("k")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("T.K is a column of the key, which cannot be ignored");
  }

  @Test
  void refusesTablesOfAnotherKey() {
    Table other = table("V", column("V", Type.string()));

    assertThat(TableComparison.haveSameKey(EXPECTED, other)).isFalse();
    assertThatThrownBy(() -> ComparedTables.of(EXPECTED, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The key of T is not the same");
  }

  private static Table table(String key, Column... columns) {
    return ComparedTables.table(KeyPart.ascending(key), columns);
  }

  private static Column column(String name, Type type) {
    return ComparedTables.column(name, type);
  }
}
