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

  @Test
  void optionsThatAreNotTakenAlongAreNamedUnlessTheyAreAboutTheLocation() {
    SchemaScript script =
        SchemaScript.of(
            Dialect.GOOGLE_STANDARD_SQL,
            List.of(
                "ALTER DATABASE other SET OPTIONS (optimizer_version = 6, default_leader ="
                    + " 'us-east1', read_lease_regions = 'us-east1', version_retention_period ="
                    + " '2d', optimizer_statistics_package = 'auto_20260101', future = true)"));
    DesiredSchema desired = DesiredSchema.ofDatabase("--inputDir", script, "db");

    assertThat(before(desired))
        .containsExactly("ALTER DATABASE `db` SET OPTIONS (version_retention_period = '2d')");
    assertThat(desired.notes(List.of("ALTER DATABASE db SET OPTIONS (future = false)")))
        .containsExactly(
            "--inputDir: the option optimizer_version is not set; set it if this database is to"
                + " have it, too");
  }

  @Test
  void optionsThatCannotBeReadAreLeftToTheServer() {
    String unreadable = "ALTER DATABASE db SET OPTIONS (future)";
    DesiredSchema desired =
        DesiredSchema.ofDatabase(
            "--inputDir", SchemaScript.of(Dialect.GOOGLE_STANDARD_SQL, List.of(unreadable)), "db");

    assertThat(desired.missing(List.of()))
        .containsExactly("ALTER DATABASE `db` SET OPTIONS (future)");
    assertThat(desired.notes(List.of())).isEmpty();
  }

  @Test
  void aTimeZoneIsOnlyForADatabaseWithoutTables() {
    String zone = "ALTER DATABASE `db` SET OPTIONS (default_time_zone = 'UTC')";
    String kind =
        "ALTER DATABASE `db` SET OPTIONS (default_sequence_kind = 'bit_reversed_positive')";
    SchemaScript script = SchemaScript.of(Dialect.GOOGLE_STANDARD_SQL, List.of(zone, kind, TABLE));
    DesiredSchema desired = DesiredSchema.ofDatabase("--inputDir", script, "db");
    List<String> tables = List.of("CREATE TABLE U (Id INT64) PRIMARY KEY (Id)");

    assertThat(desired.missing(List.of())).containsExactly(zone, kind, TABLE);
    assertThat(desired.notes(List.of())).isEmpty();
    assertThat(desired.missing(tables)).containsExactly(kind, TABLE);
    assertThat(desired.notes(tables))
        .containsExactly(
            "--inputDir: the option default_time_zone is not set, because Spanner sets it only for"
                + " a database without tables");
    DesiredSchema ofFile = DesiredSchema.ofFile(zone, Dialect.GOOGLE_STANDARD_SQL, "db");
    assertThat(ofFile.missing(tables)).as("as its author wants").containsExactly(zone);
    assertThat(ofFile.notes(tables)).isEmpty();
  }
}
