package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.ErrorCode;
import org.junit.jupiter.api.Test;

class FunctionErrorsTest {

  @Test
  void anElementKeepsTheClassAndTheMessage() {
    assertThat(FunctionErrors.of(ErrorCode.UNKNOWN, new IllegalStateException("closed")))
        .isEqualTo(new RowError(ErrorCode.UNKNOWN, "IllegalStateException: closed"));
  }

  @Test
  void eachPlaceIsLoggedOnce() {
    for (int i = 0; i < 3; i++) {
      var here = new IllegalStateException("number " + i);
      assertThat(FunctionErrors.isNewPlace(here)).isEqualTo(i == 0);
      assertThat(FunctionErrors.isNewPlace(new IllegalStateException())).isEqualTo(i == 0);
    }
    var bare = new ArithmeticException();
    bare.setStackTrace(new StackTraceElement[0]);
    assertThat(FunctionErrors.isNewPlace(bare)).as("as the JVM throws it in hot code").isTrue();
    assertThat(FunctionErrors.isNewPlace(bare)).isFalse();
  }
}
