package dev.lintel.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({SpannerEmulatorExtension.class, TestPipelineExtension.class})
class CompareTablesIT {

  @Test
  void comparesTablesOfTwoDatabasesAtTheirTimestamps(
      SpannerEmulator emulator, TestPipeline pipeline) throws InterruptedException {
    try (TwoDatabases databases =
        TwoDatabases.of(
            emulator,
            Dialect.GOOGLE_STANDARD_SQL,
            "CREATE TABLE Parent (Id INT64 NOT NULL, Name STRING(MAX)) PRIMARY KEY (Id DESC)",
            """
            CREATE TABLE Child (Id INT64 NOT NULL, `Order` STRING(MAX), X FLOAT64)
              PRIMARY KEY (Id DESC, `Order`), INTERLEAVE IN PARENT Parent
            """,
            "CREATE TABLE Single (V INT64) PRIMARY KEY ()")) {
      List<Mutation> rows = new ArrayList<>();
      for (long i = 0; i < 100; i++) {
        rows.add(insert("Parent").set("Id").to(i).set("Name").to("n" + i).build());
        rows.add(insert("Child").set("Id").to(i).set("Order").to((String) null).build());
        rows.add(insert("Child").set("Id").to(i).set("Order").to("").set("X").to(-0.0).build());
      }
      rows.add(insert("Single").set("V").to(1L).build());
      databases.writeBoth(rows);
      TwoDatabases.write(
          databases.actual(),
          List.of(
              insert("Parent").set("Id").to(3L).set("Name").to(Value.string(null)).build(),
              Mutation.delete("Child", KeySet.singleKey(Key.of(5L, null))),
              insert("Child").set("Id").to(7L).set("Order").to("").set("X").to(0.0).build(),
              insert("Child").set("Id").to(8L).set("Order").to("8").build(),
              insert("Single").set("V").to(2L).build()));
      TableComparison parent = databases.table("Parent");
      TableComparison child = databases.table("Child");
      TableComparison single = databases.table("Single");
      ComparedSnapshots snapshots = databases.snapshots(parent, child, single);
      TwoDatabases.write(databases.actual(), List.of(Mutation.delete("Single", KeySet.all())));

      CompareTablesResult result =
          pipeline.apply(
              CompareTables.between(databases.expectedConfig(), databases.actualConfig())
                  .at(snapshots.expectedTimestamp(), snapshots.actualTimestamp())
                  .withTable(parent)
                  .withTable(child)
                  .withTable(single));

      PAssert.that(
              result
                  .getDifferences()
                  .apply(
                      MapElements.into(TypeDescriptors.strings())
                          .via(difference -> difference + " " + difference.getKey())))
          .containsInAnyOrder(
              "Parent CHANGED [1] [3]",
              "Child MISSING [] [5,<null>]",
              "Child CHANGED [2] [7,]",
              "Child EXTRA [] [8,8]",
              "Single CHANGED [0] []");
      PAssert.that(result.getCounts())
          .containsInAnyOrder(
              List.of(
                  KV.of("Parent", new RowCounts(100, 100)),
                  KV.of("Child", new RowCounts(200, 200)),
                  KV.of("Single", new RowCounts(1, 1))));
      assertThat(pipeline.run().waitUntilFinish()).isNotNull();
    }
  }

  private static Mutation.WriteBuilder insert(String table) {
    return Mutation.newInsertOrUpdateBuilder(table);
  }
}
