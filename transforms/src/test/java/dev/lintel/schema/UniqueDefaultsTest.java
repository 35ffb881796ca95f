package dev.lintel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UniqueDefaultsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GENERATE_UUID()",
        "(generate_uuid( ))",
        "NEW_UUID()",
        "GET_NEXT_SEQUENCE_VALUE(SEQUENCE shop.S)",
        "spanner.generate_uuid()",
        "gen_random_uuid()",
        "nextval('shop.s')"
      })
  void callsThatReturnNothingTwiceAreUnique(String expression) {
    assertThat(UniqueDefaults.isUnique(expression)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "CURRENT_TIMESTAMP()",
        "SUBSTR(GENERATE_UUID(), 1, 2)",
        "MOD(GET_NEXT_SEQUENCE_VALUE(SEQUENCE S), 10)",
        "(GENERATE_UUID()) = (GENERATE_UUID())",
        "IF(RAND() < 0.5, 'a', GENERATE_UUID())",
        "nextval('s') % 10",
        "''",
        ""
      })
  void whatMayBeTheSameForTwoRowsIsNot(String expression) {
    assertThat(UniqueDefaults.isUnique(expression)).isFalse();
  }
}
