package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import sample.Airports.Flight;
import sample.Airports.Route;

/** Runs the README's steps on Spanner's emulator. */
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Airports (Code STRING(3) NOT NULL, Name STRING(MAX), City STRING(MAX))"
          + " PRIMARY KEY (Code)",
      "CREATE TABLE Sessions (Id INT64 NOT NULL, LastSeen TIMESTAMP) PRIMARY KEY (Id)",
      "CREATE TABLE Departures (Code STRING(3) NOT NULL, Flights INT64 NOT NULL) PRIMARY KEY"
          + " (Code)",
      "CREATE TABLE IdempotencyKeys (Operation STRING(MAX) NOT NULL, Id STRING(MAX) NOT NULL,"
          + " CommittedAt TIMESTAMP NOT NULL OPTIONS (allow_commit_timestamp = true))"
          + " PRIMARY KEY (Operation, Id)"
    })
class AirportsTest {

  private final Airports airports;

  AirportsTest(EmulatorDatabase database) {
    airports =
        new Airports(
            ConnectionConfig.of(database.projectId(), database.instanceId(), database.databaseId())
                .withEmulatorHost(database.host()));
  }

  @Test
  void writesReadsLooksUpDeletesAndCounts() {
    Pipeline write = Pipeline.create();
    var reasons =
        airports.write(
            write.apply(
                Create.of(
                    airport("LIS", "Humberto Delgado", "Lisbon"),
                    airport("OPO", "Francisco Sá Carneiro", "Porto"),
                    airport("LISBON", "A code of six letters", "Lisbon"),
                    session(1, "2025-06-01T00:00:00Z"),
                    session(2, "2026-06-01T00:00:00Z"))));
    PAssert.that(reasons)
        .satisfies(
            messages -> {
              var all = messages.iterator();
              String first = all.next();
              assertEquals(true, first.contains("Airports"), first);
              assertEquals(false, all.hasNext());
              return null;
            });
    run(write);

    Pipeline read = Pipeline.create();
    PAssert.that(
            airports
                .read(read)
                .apply(
                    MapElements.into(TypeDescriptors.strings()).via(row -> row.getString("Code"))))
        .containsInAnyOrder("LIS", "OPO");
    run(read);

    Pipeline lookUp = Pipeline.create();
    var routes =
        airports.lookUp(lookUp.apply(Create.of(new Route("LIS", "OPO"), new Route("FAO", "LIS"))));
    PAssert.that(
            routes
                .getFound()
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(found -> found.getRows().get(0).getString("City"))))
        .containsInAnyOrder("Lisbon");
    PAssert.that(routes.getMissing()).containsInAnyOrder(new Route("FAO", "LIS"));
    run(lookUp);

    Pipeline delete = Pipeline.create();
    PAssert.that(airports.delete(delete.apply(Create.of(Key.of(1), Key.of(2)))))
        .containsInAnyOrder(Key.of(1L));
    run(delete);

    Pipeline count = Pipeline.create();
    Flight flight = new Flight("TP1234/2026-11-29", "LIS");
    var counted = airports.count(count.apply(Create.of(flight, flight)));
    PAssert.that(
            counted
                .getApplied()
                .apply(
                    "Applied",
                    MapElements.into(TypeDescriptors.strings())
                        .via(applied -> applied.getElement().id())))
        .containsInAnyOrder(flight.id());
    PAssert.that(
            counted
                .getDuplicates()
                .apply(
                    "Duplicates",
                    MapElements.into(TypeDescriptors.strings())
                        .via(duplicate -> duplicate.getElement().id())))
        .containsInAnyOrder(flight.id());
    run(count);
  }

  private static void run(Pipeline pipeline) {
    assertEquals(State.DONE, pipeline.run().waitUntilFinish());
  }

  private static Mutation airport(String code, String name, String city) {
    return Mutation.newInsertOrUpdateBuilder("Airports")
        .set("Code")
        .to(code)
        .set("Name")
        .to(name)
        .set("City")
        .to(city)
        .build();
  }

  private static Mutation session(long id, String lastSeen) {
    return Mutation.newInsertOrUpdateBuilder("Sessions")
        .set("Id")
        .to(id)
        .set("LastSeen")
        .to(Timestamp.parseTimestamp(lastSeen))
        .build();
  }
}
