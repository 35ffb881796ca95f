package dev.lintel.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.KeyPart;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.CoderProperties;
import org.junit.jupiter.api.Test;

class RowMergeTest {
  private static final TableComparison TABLE = ComparedTables.ofColumn(Type.string());

  private final List<RowDifference> differences = new ArrayList<>();

  @Test
  void findsMissingExtraAndChangedRows() {
    RowCounts counts =
        merge(
            TABLE,
            List.of(row(1, "a"), row(2, "b"), row(3, "c"), row(5, "e")),
            List.of(row(2, "b"), row(3, "x"), row(4, "d"), row(5, "e"), row(6, null)));

    assertThat(counts).isEqualTo(new RowCounts(4, 5));
    assertThat(differences)
        .containsExactly(
            RowDifference.missing("T", Key.of(1L), row(1, "a")),
            RowDifference.changed("T", Key.of(3L), row(3, "c"), row(3, "x"), List.of(1)),
            RowDifference.extra("T", Key.of(4L), row(4, "d")),
            RowDifference.extra("T", Key.of(6L), row(6, null)));
    assertThat(differences.get(1).getColumns())
        .containsExactly(
            new ColumnDifference("V", Type.string(), Value.string("c"), Value.string("x")));
  }

  @Test
  void takesTheRowsInDescendingOrderIfTheKeyIs() {
    var table =
        ComparedTables.table(
            KeyPart.of("K", KeyPart.Order.DESC),
            ComparedTables.column("K", Type.int64()),
            ComparedTables.column("V", Type.string()));

    merge(
        ComparedTables.of(table, table),
        List.of(row(3, "c"), row(1, "a")),
        List.of(row(2, "b"), row(1, "a")));

    assertThat(differences)
        .extracting(RowDifference::getKey)
        .containsExactly(Key.of(3L), Key.of(2L));
  }

  @Test
  void refusesRowsThatAreNotInOrder() {
    assertThatThrownBy(() -> merge(TABLE, List.of(row(1, "a")), List.of(row(2, "b"), row(2, "c"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The rows of T on the actual side are not in ascending order of the key");
  }

  @Test
  void codesEveryKindOfDifference() throws Exception {
    merge(TABLE, List.of(row(1, "a"), row(3, null)), List.of(row(2, ""), row(3, "x")));

    assertThat(differences).hasSize(3);
    for (RowDifference difference : differences) {
      CoderProperties.coderDecodeEncodeEqual(RowDifferenceCoder.of(), difference);
    }
  }

  private RowCounts merge(TableComparison table, List<Struct> expected, List<Struct> actual) {
    return RowMerge.of(table).merge(expected.iterator(), actual.iterator(), differences::add);
  }

  private static Struct row(long key, String value) {
    return Struct.newBuilder().set("K").to(key).set("V").to(value).build();
  }
}
