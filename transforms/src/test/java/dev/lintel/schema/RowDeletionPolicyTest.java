package dev.lintel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowDeletionPolicyTest {

  private static void assertColumn(String expression, String column) {
    assertThat(RowDeletionPolicy.of(expression))
        .contains(new RowDeletionPolicy(column, expression));
  }

  @Test
  void thePolicyNamesItsColumnInBothDialects() {
    assertColumn("OLDER_THAN(CreatedAt, INTERVAL 30 DAY)", "CreatedAt");
    assertColumn("older_than ( `At`, INTERVAL 0 DAY )", "At");
    assertColumn("INTERVAL '30 days' ON created_at", "created_at");
    assertColumn("'3 DAYS'::interval ON \"CreatedAt\"", "CreatedAt");
  }

  @Test
  void whatIsNoKnownPolicyIsNone() {
    assertThat(RowDeletionPolicy.of("NEWER_THAN(CreatedAt)")).isEmpty();
  }
}
