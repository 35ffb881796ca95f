package dev.lintel.pipeline.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.job.Permission;
import org.junit.jupiter.api.Test;

class LedgerCheckTest {

  @Test
  void thePermissionToCreateTablesIsNeededOnlyUntilTheyExist() {
    assertThat(LedgerCheck.neededPermissions(true))
        .containsExactly(
            Permission.SELECT, Permission.READ, Permission.WRITE, Permission.BEGIN_READ_WRITE);
    assertThat(LedgerCheck.neededPermissions(false)).contains(Permission.UPDATE_DDL);
  }
}
