package dev.lintel.transforms;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnections;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/** Tables of airports, and rows to look up. */
final class AirportTables {
  static final String AIRPORTS =
      """
      CREATE TABLE Airports (Id INT64 NOT NULL, Name STRING(20), City STRING(20), Iata STRING(3))
        PRIMARY KEY (Id)
      """;
  static final String RUNWAYS =
      """
      CREATE TABLE Runways (Id INT64 NOT NULL, Nr INT64 NOT NULL, Length INT64)
        PRIMARY KEY (Id, Nr DESC), INTERLEAVE IN PARENT Airports
      """;
  static final String CODES =
      "CREATE TABLE Codes (Code STRING(5), Meaning STRING(20)) PRIMARY KEY (Code)";
  static final String BY_CITY = "CREATE INDEX AirportsByCity ON Airports (City)";
  static final String BY_IATA =
      "CREATE UNIQUE NULL_FILTERED INDEX AirportsByIata ON Airports (Iata) STORING (Name)";

  private AirportTables() {}

  static void fill(ConnectionConfig config) throws InterruptedException {
    write(
        config,
        List.of(
            Mutation.delete("Airports", KeySet.all()),
            Mutation.delete("Codes", KeySet.all()),
            airport(1, "Heathrow", "London", "LHR"),
            airport(2, "Gatwick", "London", "LGW"),
            airport(3, "Field", "Akureyri", null),
            runway(1, 1, 3900),
            runway(1, 2, 3600),
            runway(2, 1, 3300),
            code(null, "nothing"),
            code("A", "all")));
  }

  static Timestamp write(ConnectionConfig config, List<Mutation> mutations)
      throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      return lease.connection().databaseClient().write(mutations);
    }
  }

  static Mutation airport(long id, String name, String city, String iata) {
    return Mutation.newInsertOrUpdateBuilder("Airports")
        .set("Id")
        .to(id)
        .set("Name")
        .to(name)
        .set("City")
        .to(city)
        .set("Iata")
        .to(iata)
        .build();
  }

  private static Mutation runway(long id, long number, long length) {
    return Mutation.newInsertBuilder("Runways")
        .set("Id")
        .to(id)
        .set("Nr")
        .to(number)
        .set("Length")
        .to(length)
        .build();
  }

  private static Mutation code(String code, String meaning) {
    return Mutation.newInsertBuilder("Codes")
        .set("Code")
        .to(code)
        .set("Meaning")
        .to(meaning)
        .build();
  }

  /** Looks up the city and the name of airports, for elements that are lists of ids. */
  static LookupRows<String> airports(ConnectionConfig config) {
    return LookupRows.<String>from(config)
        .withTable("airports")
        .withColumns("City", "Name")
        .withKeys(ids());
  }

  /** Formats each element with its rows as text. */
  static <T> PCollection<String> text(PCollection<LookedUp<T>> found) {
    return found.apply(
        "Text",
        MapElements.into(TypeDescriptors.strings())
            .via(
                (LookedUp<T> looked) ->
                    looked.getElement()
                        + " -> "
                        + looked.getRows().stream().map(Struct::toString).toList()));
  }

  /** Parses an element that is a list of ids, separated by spaces. */
  static SerializableFunction<String, Iterable<Key>> ids() {
    return element -> {
      List<Key> keys = new ArrayList<>();
      for (String id : element.split(" ", -1)) {
        if (!id.isEmpty()) {
          keys.add(Key.of(Long.parseLong(id)));
        }
      }
      return keys;
    };
  }
}
