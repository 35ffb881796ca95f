package sample;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.failure.FailedRecord;
import dev.lintel.transforms.DeleteRows;
import dev.lintel.transforms.DeleteRowsResult;
import dev.lintel.transforms.LookupRows;
import dev.lintel.transforms.LookupRowsResult;
import dev.lintel.transforms.ReadRows;
import dev.lintel.transforms.TransactRows;
import dev.lintel.transforms.TransactRowsResult;
import dev.lintel.transforms.WriteRows;
import dev.lintel.transforms.WriteRowsResult;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Steps of pipelines on one database. The regions are the README's section on the library; a test
 * of Lintel compares the two.
 */
final class Airports {

  /** A flight from one airport to another. */
  record Route(String source, String destination) implements Serializable {}

  /** A flight that departs from an airport. */
  record Flight(String id, String airport) implements Serializable {}

  private final ConnectionConfig config;

  Airports(ConnectionConfig config) {
    this.config = config;
  }

  /** Writes rows; returns what Spanner said of those that it refused. */
  PCollection<String> write(PCollection<Mutation> mutations) {
    // region write
    WriteRowsResult result = mutations.apply("Write", WriteRows.to(config));
    PCollection<String> reasons =
        result
            .getFailed()
            .apply(
                "Reasons",
                MapElements.into(TypeDescriptors.strings()).via(FailedRecord::getMessage));
    // endregion
    return reasons;
  }

  PCollection<Struct> read(Pipeline pipeline) {
    // region read
    PCollection<Struct> airports =
        pipeline.apply("Read", ReadRows.from(config).withTable("Airports")).getRows();
    // endregion
    return airports;
  }

  LookupRowsResult<Route> lookUp(PCollection<Route> input) {
    // region lookup
    LookupRowsResult<Route> routes =
        input.apply(
            "Look up",
            LookupRows.<Route>from(config)
                .withTable("Airports")
                .withColumns("Name", "City")
                .withKeys(route -> List.of(Key.of(route.source()))));
    // endregion
    return routes;
  }

  PCollection<Key> delete(PCollection<Key> keys) {
    // region delete
    DeleteRowsResult result =
        keys.apply(
            "Delete",
            DeleteRows.from(config)
                .withTable("Sessions")
                .withCondition("LastSeen < TIMESTAMP '2026-01-01T00:00:00Z'")
                .withRowsPerSecond(2_000));
    // endregion
    return result.getDeleted();
  }

  /** Counts the departures of airports; a flight that comes twice is counted once. */
  TransactRowsResult<Flight> count(PCollection<Flight> flights) {
    // region transact
    TransactRowsResult<Flight> counted =
        flights.apply(
            "Count",
            TransactRows.<Flight>in(config)
                .withOperation("count-departures")
                .withId(Flight::id)
                .withRead(
                    "Departures", List.of("Flights"), flight -> List.of(Key.of(flight.airport())))
                .withChange(
                    (flight, rows) -> {
                      Key key = Key.of(flight.airport());
                      long before =
                          rows.find("Departures", key)
                              .map(row -> row.getLong("Flights"))
                              .orElse(0L);
                      return List.of(
                          Mutation.newInsertOrUpdateBuilder("Departures")
                              .set("Code")
                              .to(flight.airport())
                              .set("Flights")
                              .to(before + 1)
                              .build());
                    }));
    // endregion
    return counted;
  }
}
