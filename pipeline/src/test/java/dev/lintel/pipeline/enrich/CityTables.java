package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.pipeline.imports.Rows;

/** Cities, their countries and their streets: what records of tests are enriched from. */
final class CityTables {
  static final String CITIES =
      "CREATE TABLE Cities (Code STRING(3), Name STRING(MAX), Country STRING(2)) PRIMARY KEY (Code)";
  static final String CITIES_BY_COUNTRY = "CREATE INDEX CitiesByCountry ON Cities (Country)";
  static final String COUNTRIES =
      "CREATE TABLE Countries (Code STRING(2), Name STRING(MAX)) PRIMARY KEY (Code)";
  static final String COUNTRIES_BY_NAME = "CREATE UNIQUE INDEX CountriesByName ON Countries (Name)";
  static final String STREETS =
      "CREATE TABLE Streets (City STRING(3), Nr INT64, Name STRING(MAX)) PRIMARY KEY (City, Nr)";

  private CityTables() {}

  static void fill(EmulatorDatabase database) throws InterruptedException {
    Rows.write(
        database,
        city("ACC", "Accra", "GH"),
        city("KMS", "Kumasi", "GH"),
        city("OSL", "Oslo", "NO"),
        city("NIL", null, null),
        country("GH", "Ghana"),
        country("NO", "Norway"),
        street("ACC", 1, "Ring"),
        street("ACC", 2, "High"),
        street("OSL", 1, "Karl"));
  }

  static Mutation city(String code, String name, String country) {
    return Mutation.newInsertBuilder("Cities")
        .set("Code")
        .to(code)
        .set("Name")
        .to(name)
        .set("Country")
        .to(country)
        .build();
  }

  private static Mutation country(String code, String name) {
    return Mutation.newInsertBuilder("Countries").set("Code").to(code).set("Name").to(name).build();
  }

  private static Mutation street(String city, long nr, String name) {
    return Mutation.newInsertBuilder("Streets")
        .set("City")
        .to(city)
        .set("Nr")
        .to(nr)
        .set("Name")
        .to(name)
        .build();
  }

  /** The lookup that adds the name of the city whose code is in the field {@code c}. */
  static String lookup(String whenMissing) {
    return """
        {"name": "city", "table": "Cities", "key": {"Code": "c"}, "columns": {"city": "Name"},
         "whenMissing": "%s"}\
        """
        .formatted(whenMissing);
  }
}
