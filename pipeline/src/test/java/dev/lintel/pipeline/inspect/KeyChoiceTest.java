package dev.lintel.pipeline.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import dev.lintel.pipeline.records.RecordFields;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;

class KeyChoiceTest {

  @Test
  void aUniqueColumnWithTheNameOfAKeyComesFirst() {
    assertThat(key("Trips", List.of("name", "trip_id"), row("a", "7"), row("b", "8")))
        .contains(new KeyChoice(List.of("trip_id"), "trip_id is unique in the first 2 records"));
  }

  @Test
  void anotherUniqueColumnIsBetterThanADuplicateOrANullId() {
    assertThat(key("T", List.of("id", "code"), row("1", "a"), row("1", "b")))
        .contains(new KeyChoice(List.of("code"), "code is unique in the first 2 records"));
    assertThat(key("T", List.of("id", "code"), row("1", "a"), row(null, "b")))
        .contains(new KeyChoice(List.of("code"), "code is unique in the first 2 records"));
  }

  @Test
  void otherwiseTwoColumnsAreTheKey() {
    assertThat(key("T", List.of("a", "b"), row("1", "1"), row("1", "2"), row("2", "1")))
        .contains(
            new KeyChoice(List.of("a", "b"), "a and b together are unique in the first 3 records"));
  }

  @Test
  void aColumnThatIsNotUniqueIsProposedWithAWarning() {
    assertThat(key("T", List.of("a", "b"), row("1", "1"), row("1", "1")).orElseThrow().reason())
        .startsWith("a is NOT unique in the first 2 records");
    assertThat(key("T", List.of("a", "b")).orElseThrow().reason())
        .isEqualTo("there are no records that show whether a is unique");
  }

  @Test
  void withoutAColumnThatCanBeAKeyThereIsNoChoice() {
    Table table = table("T", List.of(RecordFields.column("x", Type.bool())));

    assertThat(KeyChoice.of("T", new KeyTexts(table))).isEmpty();
  }

  @SafeVarargs
  private static Optional<KeyChoice> key(
      String table, List<String> columns, List<@Nullable String>... rows) {
    var keys =
        new KeyTexts(
            table(
                table,
                columns.stream().map(name -> RecordFields.column(name, Type.string())).toList()));
    for (List<@Nullable String> row : rows) {
      Mutation.WriteBuilder write = Mutation.newInsertBuilder(table);
      for (int i = 0; i < row.size(); i++) {
        write.set(columns.get(i)).to(row.get(i));
      }
      keys.add(write.build());
    }
    return KeyChoice.of(table, keys);
  }

  private static List<@Nullable String> row(@Nullable String... values) {
    return Stream.of(values).toList();
  }

  private static Table table(String name, List<Column> columns) {
    return Table.builder().setName(name).setColumns(columns).setPrimaryKey(List.of()).build();
  }
}
