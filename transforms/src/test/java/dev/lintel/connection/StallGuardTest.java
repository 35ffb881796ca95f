package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.ForwardingResultSet;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.ResultSets;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerExceptionFactory;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import io.grpc.Context;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
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
        StallGuard.open(
            "The read of T in D", LONGEST, () -> taking(Duration.ofMinutes(20)), scheduler)) {
      assertThatThrownBy(guarded::next)
          .isInstanceOfSatisfying(
              SpannerException.class,
              e -> assertThat(e.getErrorCode()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED))
          .hasMessage(
              "DEADLINE_EXCEEDED: The read of T in D was given up, because the database has sent"
                  + " nothing for 900 s");
    }
  }

  @Test
  void theTotalTimeAndTheTimeBetweenRowsDoNotMatter() {
    try (ResultSet guarded =
        StallGuard.open(
            "The read of T in D", LONGEST, () -> taking(Duration.ofMinutes(14)), scheduler)) {
      for (int i = 0; i < 3; i++) {
        assertThat(guarded.next()).isTrue();
        scheduler.advance(Duration.ofHours(5));
      }
    }
    assertThat(Context.current().isCancelled()).isFalse();
  }

  @Test
  void aFailureOfTheServiceSaysWhatWasRead() {
    assertThatThrownBy(
            () ->
                StallGuard.open(
                    "The read of T in D",
                    LONGEST,
                    () -> {
                      scheduler.advance(Duration.ofMillis(1_250));
                      throw SpannerExceptionFactory.newSpannerException(
                          ErrorCode.PERMISSION_DENIED, "no");
                    },
                    scheduler))
        .hasMessage("PERMISSION_DENIED: The read of T in D failed after 1.3 s: no");
  }

  @Test
  void aFailureOfTheContentIsPassedOn() {
    SpannerException failure =
        SpannerExceptionFactory.newSpannerException(ErrorCode.INVALID_ARGUMENT, "no");
    assertThatThrownBy(
            () ->
                StallGuard.open(
                    "The read of T in D",
                    LONGEST,
                    () -> {
                      throw failure;
                    },
                    scheduler))
        .isSameAs(failure);
  }

  @Test
  void aClosedStreamIsNoLongerChecked() {
    StallGuard.open("The read of T in D", LONGEST, () -> rows(1), scheduler).close();
    assertThat(scheduler.pending()).isZero();
  }

  @Test
  void aStreamThatIsReadToItsEndIsNoLongerChecked() {
    ResultSet guarded = StallGuard.open("The read of T in D", LONGEST, () -> rows(2), scheduler);
    assertThat(guarded.next()).isTrue();
    assertThat(guarded.next()).isTrue();
    assertThat(guarded.next()).isFalse();
    scheduler.advance(LONGEST);
    assertThat(scheduler.pending()).isZero();
    assertThat(guarded.next()).isFalse();
  }

  @Test
  void aStreamThatFailsIsNoLongerChecked() {
    var failing =
        new ForwardingResultSet(rows(1)) {
          @Override
          public boolean next() {
            throw SpannerExceptionFactory.newSpannerException(ErrorCode.INVALID_ARGUMENT, "no");
          }
        };
    ResultSet guarded = StallGuard.open("The read of T in D", LONGEST, () -> failing, scheduler);
    assertThatThrownBy(guarded::next).isInstanceOf(SpannerException.class);
    scheduler.advance(LONGEST);
    assertThat(scheduler.pending()).isZero();
  }

  @Test
  void aStreamEndsWithTheReadsThatItIsOf() {
    AtomicReference<Context> ofStream = new AtomicReference<>();
    var reads =
        (ReadContext)
            Proxy.newProxyInstance(
                ReadContext.class.getClassLoader(),
                new Class<?>[] {ReadContext.class},
                (proxy, method, args) -> {
                  if (method.getName().equals("close")) {
                    return null;
                  }
                  ofStream.set(Context.current());
                  return rows(2);
                });
    var config = new ConnectionConfig("p", "i", "d", null, null, null, CredentialsSource.NONE, 1);
    var shared = new SharedReads<>(reads, new GuardedRequests(config));
    ResultSet guarded = shared.executeQuery(Statement.of("SELECT 1"));
    assertThat(guarded.next()).isTrue();
    assertThat(ofStream.get().isCancelled()).isFalse();

    shared.close();

    assertThat(ofStream.get().isCancelled()).isTrue();
    assertThat(guarded.next()).isTrue();
  }

  @Test
  void aStreamThatNobodyHasIsNoLongerChecked() {
    assertThat(StallGuard.open("The read of T in D", LONGEST, () -> rows(2), scheduler).next())
        .isTrue();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              System.gc();
              scheduler.advance(LONGEST);
              return scheduler.pending() == 0;
            });
  }
}
