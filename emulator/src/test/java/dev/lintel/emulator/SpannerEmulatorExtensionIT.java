package dev.lintel.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@SpannerDatabase(ddlResource = "tables.sql", ddl = "CREATE INDEX ByNote ON Parent (Note)")
class SpannerEmulatorExtensionIT {

  private static final String TABLES =
      "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = '' ORDER BY 1";

  private static final Set<String> SEEN = new HashSet<>();
  private static EmulatorDatabase ofTheClass;

  private final EmulatorDatabase given;
  private EmulatorDatabase field;

  @SpannerDatabase(ddl = "CREATE TABLE Mine (K INT64) PRIMARY KEY (K)")
  private EmulatorDatabase another;

  private SpannerEmulator emulator;

  SpannerEmulatorExtensionIT(@SpannerDatabase EmulatorDatabase given) {
    this.given = given;
  }

  private static List<String> tables(EmulatorDatabase database) {
    try (EmulatorRpc rpc = new EmulatorRpc(database)) {
      return rpc.query(TABLES).getRowsList().stream()
          .map(row -> row.getValues(0).getStringValue())
          .toList();
    }
  }

  @BeforeEach
  void fieldsAreSet(EmulatorDatabase parameter) {
    assertThat(emulator.getHost()).isEqualTo(field.host());
    assertThat(parameter).isEqualTo(field);
  }

  @Test
  void withoutAnAnnotation_parametersAndFieldsAreWhatTheClassShares(EmulatorDatabase parameter) {
    assertThat(parameter).isEqualTo(field).isEqualTo(ofTheClass);
    assertThat(tables(parameter)).containsExactly("Child", "Parent");
  }

  @Test
  void withAnAnnotation_parametersAndFieldsHaveDatabasesOfTheirOwn(
      EmulatorDatabase database,
      @SpannerDatabase EmulatorDatabase empty,
      @SpannerDatabase(dialect = Dialect.POSTGRESQL, ddl = "create table p (k bigint primary key)")
          EmulatorDatabase postgres) {
    assertThat(Set.of(database, empty, postgres, another, given)).hasSize(5);
    assertThat(tables(another)).containsExactly("Mine");
    assertThat(tables(empty)).isEmpty();
    assertThat(tables(given)).isEmpty();
    assertThat(postgres.dialect()).isEqualTo(Dialect.POSTGRESQL);
  }

  @Test
  @SpannerDatabase(ddl = "CREATE TABLE OfMethod (K INT64) PRIMARY KEY (K)")
  void withAnAnnotationOnTheMethod_theTestHasItsOwn(EmulatorDatabase parameter) {
    assertThat(parameter).isEqualTo(field).isNotEqualTo(ofTheClass);
    assertThat(tables(parameter)).containsExactly("OfMethod");
  }

  @RepeatedTest(3)
  void eachRunHasNewDatabases() {
    assertThat(SEEN.add(another.databaseId())).isTrue();
    assertThat(SEEN.add(given.databaseId())).isTrue();
  }

  @Test
  @CountRequests
  void countedTestsRunOnTheEmulatorThatCounts(SpannerEmulator counting, EmulatorDatabase database) {
    assertThat(database.host()).isEqualTo(counting.getHost()).isNotEqualTo(ofTheClass.host());
    RequestCounts before = counting.requests();
    assertThat(tables(database)).containsExactly("Child", "Parent");
    assertThat(counting.requests().since(before).of("ExecuteSql")).isOne();
  }

  @Nested
  class Inside {
    @Test
    void seesWhatTheEnclosingClassSays(EmulatorDatabase database) {
      assertThat(tables(database)).containsExactly("Child", "Parent");
    }
  }
}
