package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.Limits;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A day of a stream in a few seconds, by a clock that the elements advance. */
@Timeout(300)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Products (Id INT64 NOT NULL, Name STRING(20)) PRIMARY KEY (Id)",
      "CREATE TABLE Visits (Id INT64 NOT NULL, Name STRING(20)) PRIMARY KEY (Id)"
    })
class StreamingDayIT {
  private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(30);
  private static final int STEPS = 48;
  private static final int VISITS_OF_A_STEP = 20;
  private static final int PRODUCTS = 200;
  private static final LookupCache CACHE = new LookupCache(20, Duration.ofHours(1));

  /** The clock of the caches. Static, because DoFns are serialized. */
  private static final AtomicLong NANOS = new AtomicLong();

  private static final AtomicLong MOST_KEYS = new AtomicLong();

  private final ConnectionConfig config;

  StreamingDayIT(EmulatorDatabase database) {
    config = EmulatorConfig.of(database).withBufferBytes(1 << 20);
  }

  /** The first product is asked for all day, the others for a while. */
  private static long product(long visit) {
    return visit % 3 == 0 ? 0 : visit / 10 % PRODUCTS;
  }

  private static long products() {
    return LongStream.range(0, (long) STEPS * VISITS_OF_A_STEP)
        .map(StreamingDayIT::product)
        .distinct()
        .count();
  }

  private static TestStream<Long> visits() {
    TestStream.Builder<Long> stream =
        TestStream.create(VarLongCoder.of()).advanceWatermarkTo(START);
    for (int step = 0; step < STEPS; step++) {
      Instant time = START.plus(joda(STEP.multipliedBy(step)));
      List<TimestampedValue<Long>> visits = new ArrayList<>();
      for (int i = 0; i < VISITS_OF_A_STEP; i++) {
        visits.add(TimestampedValue.of((long) step * VISITS_OF_A_STEP + i, time));
      }
      stream =
          stream
              .addElements(visits.get(0), visits.subList(1, visits.size()).toArray(visit()))
              .advanceProcessingTime(joda(STEP))
              .advanceWatermarkTo(time.plus(joda(Duration.ofMillis(1))));
    }
    return stream.advanceWatermarkToInfinity();
  }

  private static org.joda.time.Duration joda(Duration time) {
    return org.joda.time.Duration.millis(time.toMillis());
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static TimestampedValue<Long>[] visit() {
    return new TimestampedValue[0];
  }

  /** Lets the clock follow the elements. */
  private static final class FollowTime extends DoFn<Long, Long> {
    @ProcessElement
    public void process(@Element Long visit, @Timestamp Instant time, OutputReceiver<Long> out) {
      long nanos = Duration.ofMillis(time.getMillis() - START.getMillis()).toNanos();
      NANOS.accumulateAndGet(nanos, Math::max);
      out.output(visit);
    }
  }

  /** Makes a row of a visit, and looks at the caches. */
  private static final class ToRow extends DoFn<LookedUp<Long>, Mutation> {
    private final ConnectionConfig config;

    ToRow(ConnectionConfig config) {
      this.config = config;
    }

    @ProcessElement
    public void process(@Element LookedUp<Long> visit, OutputReceiver<Mutation> out)
        throws InterruptedException {
      try (var lease = SpannerConnections.acquire(config)) {
        MOST_KEYS.accumulateAndGet(LookupCaches.of(lease.connection()).keys(), Math::max);
      }
      Struct product = visit.getRows().get(0);
      out.output(
          Mutation.newInsertOrUpdateBuilder("Visits")
              .set("Id")
              .to(visit.getElement())
              .set("Name")
              .to(product.getString("Name"))
              .build());
    }
  }

  @Test
  void cachesAndBuffersStayBounded_entriesExpire() throws Exception {
    NANOS.set(0);
    MOST_KEYS.set(0);
    // As long as it is leased, all steps share its caches and buffers.
    try (var lease = SpannerConnections.acquire(config)) {
      SpannerConnection connection = lease.connection();
      connection.attached(LookupCaches.class, () -> new LookupCaches(NANOS::get));
      fillProducts(connection);
      Pipeline pipeline = Pipeline.create();
      var looked =
          pipeline
              .apply(visits())
              .apply("Follow time", ParDo.of(new FollowTime()))
              .apply(
                  LookupRows.<Long>from(config)
                      .withTable("Products")
                      .withKeys(visit -> List.of(Key.of(product(visit))))
                      .withCache(CACHE));
      looked
          .getFound()
          .apply("To rows", ParDo.of(new ToRow(config)))
          .apply("Write", WriteRows.to(config));

      PipelineResult result = pipeline.run();
      result.waitUntilFinish();

      assertThat(MOST_KEYS).hasPositiveValue();
      assertThat(MOST_KEYS.get()).isLessThanOrEqualTo(CACHE.maxKeys());
      assertThat(Counters.of(result, LookupRows.class, "cache_hits")).isPositive();
      assertThat(Counters.of(result, LookupRows.class, "cache_misses"))
          .as("each product, and the first one again every hour")
          .isGreaterThanOrEqualTo(products() - 1 + STEPS * STEP.toMinutes() / 60);
      assertThat(rows(connection)).isEqualTo((long) STEPS * VISITS_OF_A_STEP);
      assertNothingIsBuffered(connection);

      NANOS.addAndGet(CACHE.maxAge().toNanos());
      assertThat(LookupCaches.of(connection).keys()).isZero();
    }
  }

  private static void fillProducts(SpannerConnection connection) {
    List<Mutation> rows = new ArrayList<>();
    for (long id = 0; id < PRODUCTS; id++) {
      rows.add(
          Mutation.newInsertOrUpdateBuilder("Products")
              .set("Id")
              .to(id)
              .set("Name")
              .to("product " + id)
              .build());
    }
    connection.databaseClient().write(rows);
  }

  private static long rows(SpannerConnection connection) {
    try (var rows =
        connection
            .databaseClient()
            .singleUse()
            .executeQuery(Statement.of("SELECT COUNT(*) FROM Visits"))) {
      rows.next();
      return rows.getLong(0);
    }
  }

  private static void assertNothingIsBuffered(SpannerConnection connection) {
    assertThat(Limits.bufferedBytes(connection)).isZero();
  }
}
