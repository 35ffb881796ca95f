package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdempotencyTableTest {

  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"GOOGLE_STANDARD_SQL", "POSTGRESQL"})
  void theDocumentationHasTheDdl(Dialect dialect) throws Exception {
    assertThat(Files.readString(Path.of("../docs/transact-rows.md")))
        .contains(IdempotencyTable.ddl(dialect).indent(4));
  }

  @Test
  void nameAndDaysAreThoseThatAreGiven() {
    assertThat(IdempotencyTable.ddl(Dialect.GOOGLE_STANDARD_SQL, "own.Applied", 7))
        .startsWith("CREATE TABLE `own`.`Applied` (\n")
        .endsWith("ROW DELETION POLICY (OLDER_THAN(CommittedAt, INTERVAL 7 DAY))");
    assertThat(IdempotencyTable.ddl(Dialect.POSTGRESQL, "applied", 7))
        .startsWith("CREATE TABLE \"applied\" (\n")
        .endsWith("TTL INTERVAL '7 days' ON \"CommittedAt\"");
    assertThatThrownBy(() -> IdempotencyTable.ddl(Dialect.POSTGRESQL, "applied", 0))
        .hasMessage("Rows have to stay for a day at least, but it is 0");
  }
}
