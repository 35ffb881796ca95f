package dev.lintel.compare;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import dev.lintel.coders.MutationCoder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.failure.FailedRecord;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.SchemaReader;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows that are in the database as they were written, and rows that are not. */
@Timeout(60)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Notes (Id INT64 NOT NULL, Text STRING(20), Price NUMERIC, Doc JSON, Stamp"
          + " TIMESTAMP OPTIONS (allow_commit_timestamp = true), Length INT64 AS (LENGTH(Text))"
          + " STORED) PRIMARY KEY (Id)",
      "CREATE TABLE Loose (Id INT64, Ratio FLOAT64, Count INT64) PRIMARY KEY (Id)",
      "CREATE TABLE Stamped (Stamp TIMESTAMP NOT NULL OPTIONS (allow_commit_timestamp = true))"
          + " PRIMARY KEY (Stamp)",
    })
class VerifyRowsIT {
  private final ConnectionConfig config;

  VerifyRowsIT(EmulatorDatabase database) {
    this.config = EmulatorConfig.of(database);
  }

  private static Mutation note(long id, String text, String json, Value at) {
    return Mutation.newInsertOrUpdateBuilder("Notes")
        .set("id")
        .to(id)
        .set("Text")
        .to(text)
        .set("Price")
        .to(Value.pgNumeric("1.50"))
        .set("Doc")
        .to(Value.json(json))
        .set("Stamp")
        .to(at)
        .build();
  }

  @Test
  void aRowOfValuesOfOtherTypesIsVerified() throws Exception {
    Mutation row =
        Mutation.newInsertOrUpdateBuilder("Loose")
            .set("Id")
            .to("7")
            .set("Ratio")
            .to("NaN")
            .set("Count")
            .to(Value.untyped(com.google.protobuf.Value.newBuilder().setStringValue("12").build()))
            .build();
    DatabaseSchema schema;
    try (var lease = SpannerConnections.acquire(config)) {
      var client = lease.connection().databaseClient();
      schema = SchemaReader.read(client);
      client.write(List.of(row));
    }
    Pipeline pipeline = Pipeline.create();
    VerifyRowsResult verified =
        pipeline
            .apply(Create.of(row).withCoder(MutationCoder.of()))
            .apply("Verify", VerifyRows.in(config, schema));
    PAssert.that(verified.getVerified()).containsInAnyOrder(row);
    PAssert.that(verified.getFailed()).empty();
    pipeline.run().waitUntilFinish();
  }

  @Test
  void rowsThatDifferOrAreMissingFailWithTheirColumnsAndNoValues() throws Exception {
    Value known = Value.timestamp(Timestamp.parseTimestamp("2024-01-01T00:00:00.000000001Z"));
    DatabaseSchema schema;
    try (var lease = SpannerConnections.acquire(config)) {
      var client = lease.connection().databaseClient();
      schema = SchemaReader.read(client);
      client.write(
          List.of(
              note(1, "same", "{\"a\": 1, \"b\": 2}", known),
              note(2, "other", "{}", known),
              note(3, null, "null", Value.timestamp(Value.COMMIT_TIMESTAMP))));
    }
    Pipeline pipeline = Pipeline.create();
    VerifyRowsResult verified =
        pipeline
            .apply(
                Create.of(
                        note(1, "same", "{\"b\": 2.0, \"a\": 1}", known),
                        note(2, "secret", "[]", known),
                        note(3, null, "null", Value.timestamp(Value.COMMIT_TIMESTAMP)),
                        note(4, "secret", "{}", known),
                        Mutation.newInsertBuilder("Stamped")
                            .set("Stamp")
                            .to(Value.COMMIT_TIMESTAMP)
                            .build())
                    .withCoder(MutationCoder.of()))
            .apply("Verify", VerifyRows.in(config, schema));

    PAssert.that(
            verified
                .getVerified()
                .apply(
                    "Ids",
                    MapElements.into(TypeDescriptors.longs())
                        .via(row -> row.asMap().get("id").getInt64())))
        .containsInAnyOrder(1L, 3L);
    PAssert.that(
            verified
                .getFailed()
                .apply(
                    "Reasons",
                    MapElements.into(TypeDescriptors.strings())
                        .via(failed -> failed.getErrorCode() + " " + failed.getMessage())))
        .containsInAnyOrder(
            "DATA_LOSS the row was written, and differs when it is read again, in Doc, Text",
            "DATA_LOSS the row was written, and is not there when it is read again",
            "DATA_LOSS the row cannot be read again, because the server has made its key");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aDeleteIsVerifiedIfNoneOfItsRowsIsThere() throws Exception {
    DatabaseSchema schema;
    try (var lease = SpannerConnections.acquire(config)) {
      var client = lease.connection().databaseClient();
      schema = SchemaReader.read(client);
      client.write(
          List.of(
              Mutation.newInsertBuilder("Loose").set("Id").to(2).build(),
              Mutation.newInsertBuilder("Loose").set("Id").to(5).build()));
    }
    List<Mutation> done =
        List.of(
            Mutation.newInsertBuilder("Loose").set("Id").to(5).build(),
            Mutation.delete("Loose", Key.of(1)),
            Mutation.delete(
                "Loose", KeySet.newBuilder().addKey(Key.of(8)).addKey(Key.of(9)).build()),
            Mutation.delete("Loose", KeySet.range(KeyRange.closedOpen(Key.of(3), Key.of(5)))),
            Mutation.delete("Stamped", KeySet.all()));
    List<Mutation> undone =
        List.of(
            Mutation.delete(
                "Loose", KeySet.newBuilder().addKey(Key.of(1)).addKey(Key.of(2)).build()),
            Mutation.delete("Loose", KeySet.range(KeyRange.closedClosed(Key.of(3), Key.of(5)))),
            Mutation.delete("Loose", KeySet.all()));
    Pipeline pipeline = Pipeline.create();
    VerifyRowsResult verified =
        pipeline
            .apply(
                Create.of(Stream.concat(done.stream(), undone.stream()).toList())
                    .withCoder(MutationCoder.of()))
            .apply("Verify", VerifyRows.in(config, schema));

    PAssert.that(verified.getVerified()).containsInAnyOrder(done);
    PAssert.that(verified.getFailed())
        .containsInAnyOrder(
            undone.stream()
                .map(
                    delete ->
                        FailedRecord.of(
                            "Loose",
                            delete,
                            ErrorCode.DATA_LOSS,
                            "a row was deleted, and is there when it is read again"))
                .toList());
    pipeline.run().waitUntilFinish();
  }
}
