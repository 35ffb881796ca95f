package dev.lintel.pipeline.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.DdlStatement;
import dev.lintel.ddl.SchemaScript;
import java.util.List;
import org.junit.jupiter.api.Test;

class DesiredSchemaTest {
  private static final String TABLE =
      "CREATE TABLE T (Id INT64, A INT64, B INT64) PRIMARY KEY (Id)";
  private static final String FIRST = "CREATE INDEX TByA ON T(A)";
  private static final String SECOND = "CREATE UNIQUE INDEX TByB ON T(B)";
  private static final String KEY =
      "ALTER TABLE T ADD CONSTRAINT Self FOREIGN KEY (A) REFERENCES T (Id)";
  private static final String STREAM = "CREATE CHANGE STREAM Everything FOR ALL";

  private static DesiredSchema schema() {
    return DesiredSchema.ofDatabase(
        "--inputDir",
        SchemaScript.of(Dialect.GOOGLE_STANDARD_SQL, List.of(TABLE, FIRST, SECOND, KEY, STREAM)),
        "db");
  }

  private static ImmutableList<String> before(DesiredSchema schema) {
    return schema.beforeRows().getStatements().stream()
        .map(DdlStatement::getText)
        .collect(ImmutableList.toImmutableList());
  }

  @Test
  void manyIndexesAreCreatedBeforeTheRows() {
    DesiredSchema early = schema().withManyIndexesBeforeRows(3);

    assertThat(before(early)).containsExactly(TABLE, FIRST, SECOND);
    assertThat(early.afterRows()).containsExactly(KEY, STREAM);
  }

  @Test
  void fewIndexesAreCreatedAfterTheRows() {
    assertThat(schema().withManyIndexesBeforeRows(4).afterRows())
        .containsExactly(FIRST, SECOND, KEY, STREAM);
    assertThat(before(schema().withManyIndexesBeforeRows(4))).containsExactly(TABLE);
  }
}
