package dev.lintel.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import java.util.Collections;
import java.util.List;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({SpannerEmulatorExtension.class, TestPipelineExtension.class})
class RecheckDifferencesIT {

  @Test
  void keepsOnlyTheDifferencesThatAreStillThere(SpannerEmulator emulator, TestPipeline pipeline)
      throws InterruptedException {
    try (TwoDatabases databases =
        TwoDatabases.of(
            emulator,
            Dialect.GOOGLE_STANDARD_SQL,
            "CREATE TABLE T (K INT64, V STRING(MAX)) PRIMARY KEY (K)")) {
      databases.writeBoth(List.of(row(1, "a"), row(2, "b"), row(3, "c")));
      TwoDatabases.write(
          databases.actual(),
          List.of(row(1, "x"), row(2, "y"), Mutation.delete("T", KeySet.singleKey(Key.of(3L)))));
      TableComparison table = databases.table("T");
      List<RowDifference> before = databases.differences(table, new ComparisonWork());
      assertThat(before).hasSize(3);
      TwoDatabases.write(databases.actual(), List.of(row(1, "a"), row(2, "z"), row(3, "c")));
      Timestamp written = TwoDatabases.now(databases.actual());
      Timestamp later = Timestamp.ofTimeSecondsAndNanos(written.getSeconds() + 1, 0);

      PAssert.that(
              pipeline
                  .apply(Create.of(before))
                  .apply(
                      RecheckDifferences.between(
                              databases.expectedConfig(), databases.actualConfig())
                          .withTables(List.of(table))
                          .withNotBefore(later)))
          .containsInAnyOrder(
              RowDifference.changed("T", Key.of(2L), struct(2, "b"), struct(2, "z"), List.of(1)));
      pipeline.run().waitUntilFinish();
      assertThat(TwoDatabases.now(databases.expected())).isGreaterThanOrEqualTo(later);
    }
  }

  @Test
  void aDifferenceKeepsItsWindow(SpannerEmulator emulator, TestPipeline pipeline)
      throws InterruptedException {
    try (TwoDatabases databases =
        TwoDatabases.of(
            emulator,
            Dialect.GOOGLE_STANDARD_SQL,
            "CREATE TABLE T (K INT64, V STRING(MAX)) PRIMARY KEY (K)")) {
      TwoDatabases.write(databases.expected(), List.of(row(1, "a"), row(2, "b")));
      TableComparison table = databases.table("T");
      List<RowDifference> differences = databases.differences(table, new ComparisonWork());
      var first = TimestampedValue.of(differences.get(0), Instant.ofEpochMilli(0));
      var second = TimestampedValue.of(differences.get(1), Instant.ofEpochMilli(1_500));
      var again = TimestampedValue.of(differences.get(0), Instant.ofEpochMilli(1_700));

      var still =
          pipeline
              .apply(Create.timestamped(first, second, again).withCoder(RowDifferenceCoder.of()))
              .apply(Window.into(FixedWindows.of(Duration.millis(1_000))))
              .apply(
                  RecheckDifferences.between(databases.expectedConfig(), databases.actualConfig())
                      .withTables(List.of(table)));

      PAssert.that(still)
          .inWindow(new IntervalWindow(Instant.ofEpochMilli(0), Instant.ofEpochMilli(1_000)))
          .containsInAnyOrder(differences.get(0));
      PAssert.that(still)
          .inWindow(new IntervalWindow(Instant.ofEpochMilli(1_000), Instant.ofEpochMilli(2_000)))
          .containsInAnyOrder(differences);
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void fewLargeRowsAreReadWithOneRequest(SpannerEmulator emulator, TestPipeline pipeline)
      throws InterruptedException {
    try (TwoDatabases databases =
        TwoDatabases.of(
            emulator,
            Dialect.GOOGLE_STANDARD_SQL,
            "CREATE TABLE T (K INT64, V STRING(MAX)) PRIMARY KEY (K)")) {
      // Estimated at three bytes a character, two of them are more than 8 MiB.
      TwoDatabases.write(databases.expected(), List.of(row(1, "x".repeat(1_500_000))));
      TableComparison table = databases.table("T");
      RowDifference large = databases.differences(table, new ComparisonWork()).get(0);

      PAssert.that(
              pipeline
                  .apply(Create.of(large))
                  // What comes of one element is one bundle.
                  .apply(
                      FlatMapElements.into(TypeDescriptor.of(RowDifference.class))
                          .via(difference -> Collections.nCopies(3, difference)))
                  .setCoder(RowDifferenceCoder.of())
                  .apply(
                      RecheckDifferences.between(
                              databases.expectedConfig(), databases.actualConfig())
                          .withTables(List.of(table))))
          .containsInAnyOrder(large, large);
      pipeline.run().waitUntilFinish();
    }
  }

  private static Mutation row(long key, String value) {
    return Mutation.newInsertOrUpdateBuilder("T").set("K").to(key).set("V").to(value).build();
  }

  private static Struct struct(long key, String value) {
    return Struct.newBuilder().set("K").to(key).set("V").to(value).build();
  }
}
