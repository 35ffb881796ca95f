package dev.lintel.pipeline.names;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.SpannerException;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.schema.Identifiers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Which names of tables and columns an emulator accepts, which are more than those of Spanner. What
 * is accepted may be given to the jobs: {@link ReservedNamesIT} and {@link OddNamesIT} have some of
 * it. What is not cannot come up there.
 */
@Timeout(120)
class AcceptedNamesIT {
  private static final List<String> NAMES =
      List.of(
          "Select", "SELECT", "Mixed", "_low", "a1", "9lives", "we\"ird", "we`ird", "we'ird", "a b",
          "a-b", "a.b", "a$b", "$a", "é", "a\\b", "a,b", "a\nb");

  private static List<String> accepted(EmulatorDatabase database, String template)
      throws InterruptedException {
    List<String> accepted = new ArrayList<>();
    try (var lease = SpannerConnections.acquire(EmulatorConfig.of(database))) {
      for (int i = 0; i < NAMES.size(); i++) {
        String name = Identifiers.quote(database.dialect(), NAMES.get(i));
        if (isAccepted(lease.connection(), template.formatted(name, i))) {
          accepted.add(NAMES.get(i));
        }
      }
    }
    return accepted;
  }

  private static boolean isAccepted(SpannerConnection connection, String statement)
      throws InterruptedException {
    try {
      connection.updateDdl(List.of(statement));
      return true;
    } catch (SpannerException e) {
      return false;
    }
  }

  @Test
  @SpannerDatabase(ddl = "CREATE TABLE Used (Id INT64) PRIMARY KEY (Id)")
  void inGoogleSql(EmulatorDatabase database) throws Exception {
    List<String> columns = accepted(database, "CREATE TABLE T%2$d (%1$s INT64) PRIMARY KEY (%1$s)");
    List<String> tables = accepted(database, "CREATE TABLE %s (Id INT64) PRIMARY KEY (Id)");

    assertThat(tables)
        .as("tables, whose names must differ by more than case")
        .containsExactly(
            "Select", "Mixed", "a1", "we\"ird", "we'ird", "a b", "a-b", "a$b", "$a", "é", "a\\b",
            "a,b", "a\nb");
    assertThat(columns)
        .containsExactly(
            "Select", "SELECT", "Mixed", "_low", "a1", "we\"ird", "we'ird", "a b", "a-b", "a.b",
            "a$b", "$a", "é", "a\\b", "a,b", "a\nb");
  }

  @Test
  @SpannerDatabase(dialect = Dialect.POSTGRESQL, ddl = "CREATE TABLE used (id bigint PRIMARY KEY)")
  void inPostgreSql(EmulatorDatabase database) throws Exception {
    List<String> columns = accepted(database, "CREATE TABLE t%2$d (%1$s bigint PRIMARY KEY)");
    List<String> tables = accepted(database, "CREATE TABLE %s (id bigint PRIMARY KEY)");

    assertThat(tables)
        .as("tables, whose names must differ by more than case")
        .containsExactly(
            "Select", "Mixed", "a1", "9lives", "we\"ird", "we`ird", "we'ird", "a b", "a-b", "a$b",
            "$a", "é", "a\\b", "a,b", "a\nb");
    assertThat(columns).containsExactlyElementsOf(NAMES);
  }
}
