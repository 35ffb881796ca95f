package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.ForwardingResultSet;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.ResultSets;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerExceptionFactory;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import io.grpc.Context;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class StallGuardTest {
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final FakeTimer timer = new FakeTimer();

  private static ResultSet rows(int count) {
    Struct row = Struct.newBuilder().set("Id").to(1).build();
    return ResultSets.forRows(
        Type.struct(Type.StructField.of("Id", Type.int64())), Collections.nCopies(count, row));
  }

  /** A stream of which each row takes that long, or fails as the client does when cancelled. */
  private ResultSet taking(Duration time) {
    return new ForwardingResultSet(rows(3)) {
      @Override
      public boolean next() {
        timer.advance(time);
        if (Context.current().isCancelled()) {
          throw SpannerExceptionFactory.newSpannerException(ErrorCode.CANCELLED, "as told");
        }
        return super.next();
      }
    };
  }

  @Test
  void aRowThatDoesNotComeInTimeFailsTheStream() {
    try (ResultSet guarded =
        StallGuard.open(LONGEST, () -> taking(Duration.ofMinutes(20)), timer)) {
      assertThatThrownBy(guarded::next)
          .isInstanceOfSatisfying(
              SpannerException.class,
              e -> assertThat(e.getErrorCode()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED))
          .hasMessageContaining(
              "The database has not sent the next row for 900 s, and the read was given up");
    }
  }

  @Test
  void howLongAllRowsTakeAndWhatIsDoneBetweenThemDoesNotMatter() {
    try (ResultSet guarded =
        StallGuard.open(LONGEST, () -> taking(Duration.ofMinutes(14)), timer)) {
      for (int i = 0; i < 3; i++) {
        assertThat(guarded.next()).isTrue();
        timer.advance(Duration.ofHours(5));
      }
    }
    assertThat(Context.current().isCancelled()).isFalse();
  }

  @Test
  void whatAStreamFailsWithIsPassedOn() {
    SpannerException failure =
        SpannerExceptionFactory.newSpannerException(ErrorCode.PERMISSION_DENIED, "no");
    assertThatThrownBy(
            () ->
                StallGuard.open(
                    LONGEST,
                    () -> {
                      throw failure;
                    },
                    timer))
        .isSameAs(failure);
  }

  @Test
  void onceClosedItIsNoLongerLookedAt() {
    StallGuard.open(LONGEST, () -> rows(1), timer).close();
    timer.advance(LONGEST);
    assertThat(timer.pending()).isZero();
  }
}
