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

  private final FakeScheduler scheduler = new FakeScheduler();

  private static ResultSet rows(int count) {
    Struct row = Struct.newBuilder().set("Id").to(1).build();
    return ResultSets.forRows(
        Type.struct(Type.StructField.of("Id", Type.int64())), Collections.nCopies(count, row));
  }

  /** Returns a stream in which each row takes that long, or that fails if the call is cancelled. */
  private ResultSet taking(Duration time) {
    return new ForwardingResultSet(rows(3)) {
      @Override
      public boolean next() {
        scheduler.advance(time);
        if (Context.current().isCancelled()) {
          throw SpannerExceptionFactory.newSpannerException(ErrorCode.CANCELLED, "cancelled");
        }
        return super.next();
      }
    };
  }

  @Test
  void aRowThatTakesTooLongFailsTheStream() {
    try (ResultSet guarded =
        StallGuard.open(LONGEST, () -> taking(Duration.ofMinutes(20)), scheduler)) {
      assertThatThrownBy(guarded::next)
          .isInstanceOfSatisfying(
              SpannerException.class,
              e -> assertThat(e.getErrorCode()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED))
          .hasMessageContaining(
              "The database has not sent the next row for 900 s, and the read was given up");
    }
  }

  @Test
  void theTotalTimeAndTheTimeBetweenRowsDoNotMatter() {
    try (ResultSet guarded =
        StallGuard.open(LONGEST, () -> taking(Duration.ofMinutes(14)), scheduler)) {
      for (int i = 0; i < 3; i++) {
        assertThat(guarded.next()).isTrue();
        scheduler.advance(Duration.ofHours(5));
      }
    }
    assertThat(Context.current().isCancelled()).isFalse();
  }

  @Test
  void aFailureOfTheStreamIsPassedOn() {
    SpannerException failure =
        SpannerExceptionFactory.newSpannerException(ErrorCode.PERMISSION_DENIED, "no");
    assertThatThrownBy(
            () ->
                StallGuard.open(
                    LONGEST,
                    () -> {
                      throw failure;
                    },
                    scheduler))
        .isSameAs(failure);
  }

  @Test
  void aClosedStreamIsNoLongerChecked() {
    StallGuard.open(LONGEST, () -> rows(1), scheduler).close();
    scheduler.advance(LONGEST);
    assertThat(scheduler.pending()).isZero();
  }
}
