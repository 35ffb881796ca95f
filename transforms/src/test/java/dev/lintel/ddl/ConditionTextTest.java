package dev.lintel.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import dev.lintel.schema.Column;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConditionTextTest {
  private static final Table NOTES =
      Table.builder()
          .setName("Notes")
          .setColumns(
              List.of(
                  Column.builder()
                      .setName("Id")
                      .setType(Type.int64())
                      .setTypeName("INT64")
                      .build()))
          .setPrimaryKey(List.of(KeyPart.ascending("Id")))
          .build();

  private static Optional<String> problem(String where) {
    return ConditionText.problem(where, Dialect.GOOGLE_STANDARD_SQL, NOTES);
  }

  @Test
  void aConditionNamesAColumnOfTheTable() {
    assertThat(problem("id > 3 OR EXISTS (SELECT 1 FROM T WHERE T.N = Notes.Id)")).isEmpty();
    assertThat(problem("Delete > 3 OR Id = ';'"))
        .contains(
            "it begins with DELETE; give a condition, as it comes after WHERE, and not a"
                + " statement");
    assertThat(problem("TRUE")).contains("it names no column of table Notes, which has Id");
    assertThat(problem("'Id' = 'a'")).contains("it names no column of table Notes, which has Id");
  }

  @Test
  void whatIsNotOneExpressionIsRefused() {
    assertThat(problem("-- Id")).contains("it is empty");
    assertThat(problem("Id = 1; DROP TABLE Notes"))
        .contains("it has a semicolon; it is one condition, without anything after it");
    assertThat(problem("Id = 1) OR (Id = 2")).contains("its parentheses do not match");
    assertThat(problem("Id = 'a")).contains("Line 1: the string does not end");
  }
}
