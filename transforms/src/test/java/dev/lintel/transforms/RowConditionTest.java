package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import dev.lintel.schema.Column;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowConditionTest {
  private static final Table TABLE =
      Table.builder()
          .setName("Odd")
          .setColumns(
              List.of(
                  column("Id"), column("we\"ird"), column("a b"), column("Stops"), column("Id2")))
          .setPrimaryKey(List.of(KeyPart.ascending("Id")))
          .build();

  private static Column column(String name) {
    return Column.builder().setName(name).setType(Type.int64()).setTypeName("bigint").build();
  }

  /** Without a column that it names, the condition could not be evaluated. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      textBlock =
          """
          "we""ird" > 1           | we"ird
          "a b" = 1 AND "Id" = 2  | Id,a b
          stops > 1               | Stops
          "Odd"."we""ird" IS NULL | we"ird
          """)
  void itsColumnsAreThoseThatItNames(String condition, String columns) {
    assertThat(RowCondition.of(Dialect.POSTGRESQL, TABLE, condition))
        .hasValueSatisfying(
            of ->
                assertThat(String.join(",", of.columns().stream().map(Column::getName).toList()))
                    .isEqualTo(columns));
  }
}
