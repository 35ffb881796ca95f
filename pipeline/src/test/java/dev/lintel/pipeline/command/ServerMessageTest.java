package dev.lintel.pipeline.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerExceptionFactory;
import org.junit.jupiter.api.Test;

class ServerMessageTest {

  private static String of(ErrorCode code, String message) {
    return ServerMessage.of(SpannerExceptionFactory.newSpannerException(code, message));
  }

  @Test
  void classNamesOfTheTransportAreLeftOut() {
    assertThat(
            of(
                ErrorCode.INVALID_ARGUMENT,
                "io.grpc.StatusRuntimeException: INVALID_ARGUMENT: Table not found: T [at 1:1]"))
        .isEqualTo("INVALID_ARGUMENT: Table not found: T [at 1:1]");
  }

  @Test
  void theLinesOfTheServerAreKept() {
    assertThat(of(ErrorCode.INTERNAL, "one\n  two")).isEqualTo("INTERNAL: one\n  two");
  }
}
