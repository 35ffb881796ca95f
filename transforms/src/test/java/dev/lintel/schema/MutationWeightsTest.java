package dev.lintel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import java.util.function.Function;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class MutationWeightsTest {

  private static final MutationWeights WEIGHTS =
      MutationWeights.of(
          Tables.googleSql(
              """
              CREATE TABLE Plain (A INT64, B INT64, C INT64, D INT64) PRIMARY KEY (A, B);
              CREATE TABLE Indexed (A INT64, B INT64, C INT64, D INT64, E INT64) PRIMARY KEY (A, B);
              CREATE INDEX ByC ON Indexed (C) STORING (D);
              CREATE INDEX ByD ON Indexed (D, A);
              CREATE TABLE Derived (A INT64, B INT64, G INT64 AS (B + 1)) PRIMARY KEY (A);
              CREATE INDEX ByG ON Derived (G);
              CREATE TABLE Keyless (V INT64) PRIMARY KEY ();
              """));

  @Test
  void countsColumns() {
    assertThat(insert("Plain", "A", "B", "C", "D")).isEqualTo(4);
    assertThat(update("Plain", "A", "B", "C")).isEqualTo(3);
  }

  @Test
  void countsKeyColumnsEvenIfNotNamed() {
    assertThat(insert("Plain", "C")).isEqualTo(3);
    assertThat(insert("Plain", "A", "C")).isEqualTo(3);
  }

  @Test
  void givenInsert_countsTheEntryOfEveryIndex() {
    long byC = 4; // C, D and the key
    long byD = 3; // D and the key, which share A

    assertThat(insert("Indexed", "A", "B")).isEqualTo(2 + byC + byD);
    assertThat(insert("Indexed", "A", "B", "E")).isEqualTo(3 + byC + byD);
  }

  @Test
  void givenUpsert_alsoCountsRemovedEntries() {
    assertThat(weigh("Indexed", Mutation::newInsertOrUpdateBuilder, "A", "B"))
        .isEqualTo(2 + (1 + 4) + (1 + 3));
    assertThat(weigh("Indexed", Mutation::newReplaceBuilder, "A", "B"))
        .isEqualTo(2 + (1 + 4) + (1 + 3));
  }

  @Test
  void givenUpdate_countsOnlyIndexesThatCoverAColumn() {
    assertThat(update("Indexed", "A", "B", "E")).isEqualTo(3);
    assertThat(update("Indexed", "A", "B", "C")).isEqualTo(3 + (1 + 4));
    assertThat(update("Indexed", "A", "B", "D")).isEqualTo(3 + (1 + 4) + (1 + 3));
  }

  @Test
  void givenUpdate_countsIndexesOnGeneratedColumns() {
    assertThat(update("Derived", "A", "B")).isEqualTo(2 + (1 + 2));
  }

  @Test
  void givenDelete_countsEachKeyAndRangeWithItsIndexes() {
    assertThat(WEIGHTS.weigh(Mutation.delete("Plain", Key.of(1, 2)))).isEqualTo(1);
    assertThat(WEIGHTS.weigh(Mutation.delete("Indexed", Key.of(1, 2)))).isEqualTo(3);
    KeySet keys =
        KeySet.newBuilder()
            .addKey(Key.of(1, 2))
            .addKey(Key.of(3, 4))
            .addRange(KeyRange.prefix(Key.of(5)))
            .build();
    assertThat(WEIGHTS.weigh(Mutation.delete("Plain", keys))).isEqualTo(3);
    assertThat(WEIGHTS.weigh(Mutation.delete("Indexed", keys))).isEqualTo(9);
    assertThat(WEIGHTS.weigh(Mutation.delete("Indexed", KeySet.all()))).isEqualTo(3);
  }

  @Test
  void findsTablesAndColumnsInAnyCase() {
    assertThat(update("INDEXED", "a", "b", "c")).isEqualTo(update("Indexed", "A", "B", "C"));
  }

  @Test
  void givenUnknownTableOrColumn_countsColumns() {
    assertThat(insert("Nowhere", "A", "B", "C")).isEqualTo(3);
    assertThat(insert("Plain", "A", "B", "Nothing")).isEqualTo(3);
    assertThat(WEIGHTS.weigh(Mutation.delete("Nowhere", Key.of(1)))).isEqualTo(1);
  }

  @Test
  void isAtLeastOne() {
    assertThat(insert("Keyless")).isEqualTo(1);
    assertThat(insert("Nowhere")).isEqualTo(1);
  }

  @Test
  void equalWeightsAfterSerialization() {
    Mutation row = Mutation.newUpdateBuilder("Indexed").set("C").to(1).build();

    assertThat(SerializableUtils.clone(WEIGHTS).weigh(row)).isEqualTo(WEIGHTS.weigh(row));
  }

  private static long insert(String table, String... columns) {
    return weigh(table, Mutation::newInsertBuilder, columns);
  }

  private static long update(String table, String... columns) {
    return weigh(table, Mutation::newUpdateBuilder, columns);
  }

  private static long weigh(
      String table, Function<String, Mutation.WriteBuilder> operation, String... columns) {
    Mutation.WriteBuilder row = operation.apply(table);
    for (String column : columns) {
      row.set(column).to(1);
    }
    return WEIGHTS.weigh(row.build());
  }
}
