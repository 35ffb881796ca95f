package dev.lintel.pipeline.faults;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.faults.FaultProxy;
import dev.lintel.pipeline.imports.Rows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Two databases of the same tables, which jobs reach through a proxy and the test directly.
 *
 * @param source where rows come from
 * @param destination where they go to
 */
record FaultDatabases(EmulatorDatabase source, EmulatorDatabase destination, FaultProxy proxy) {
  static final String CUSTOMERS =
      "CREATE TABLE Customers (Id INT64 NOT NULL, Name STRING(40), Kind INT64) PRIMARY KEY (Id)";
  static final String ORDERS =
      """
      CREATE TABLE Orders (Id INT64 NOT NULL, OrderId INT64 NOT NULL, Total NUMERIC)
        PRIMARY KEY (Id, OrderId), INTERLEAVE IN PARENT Customers ON DELETE NO ACTION
      """;

  /** How every name begins, so that a test can look for the contents of rows. */
  static final String NAME = "name-of-";

  private static final int NUMBER_OF_CUSTOMERS = 90;
  private static final int ORDERS_OF_EACH = 3;

  EmulatorDatabase sourceThroughProxy() {
    return proxy.reach(source);
  }

  EmulatorDatabase destinationThroughProxy() {
    return proxy.reach(destination);
  }

  void fillSource() throws InterruptedException {
    fill(source, List.of());
  }

  void emptyDestination() throws InterruptedException {
    Rows.write(destination, empty().toArray(Mutation[]::new));
  }

  /** As the source, but for a row that is missing, one too many and one that differs. */
  void fillDestinationWithDifferences() throws InterruptedException {
    fill(
        destination,
        List.of(Mutation.delete("Orders", Key.of(5, 1)), order(6, 100), customer(7, "another")));
  }

  void fillCustomers(EmulatorDatabase database) throws InterruptedException {
    List<Mutation> rows = new ArrayList<>();
    for (int id = 0; id < NUMBER_OF_CUSTOMERS; id++) {
      rows.add(customer(id, NAME + id));
    }
    Rows.write(database, rows.toArray(Mutation[]::new));
  }

  private static void fill(EmulatorDatabase database, List<Mutation> changes)
      throws InterruptedException {
    List<Mutation> rows = empty();
    for (int id = 0; id < NUMBER_OF_CUSTOMERS; id++) {
      rows.add(customer(id, NAME + id));
      for (int order = 0; order < ORDERS_OF_EACH; order++) {
        rows.add(order(id, order));
      }
    }
    rows.addAll(changes);
    Rows.write(database, rows.toArray(Mutation[]::new));
  }

  private static List<Mutation> empty() {
    List<Mutation> rows = new ArrayList<>();
    rows.add(Mutation.delete("Orders", KeySet.all()));
    rows.add(Mutation.delete("Customers", KeySet.all()));
    return rows;
  }

  private static Mutation customer(long id, String name) {
    return Mutation.newInsertOrUpdateBuilder("Customers")
        .set("Id")
        .to(id)
        .set("Name")
        .to(name)
        .set("Kind")
        .to(id % 3)
        .build();
  }

  private static Mutation order(long id, long order) {
    return Mutation.newInsertOrUpdateBuilder("Orders")
        .set("Id")
        .to(id)
        .set("OrderId")
        .to(order)
        .set("Total")
        .to(new BigDecimal(id + order).movePointLeft(1))
        .build();
  }

  /** Orders as text; the customers of three of them do not exist, and one is not well formed. */
  static List<String> ordersAsCsv() {
    List<String> lines = new ArrayList<>();
    for (int id = 0; id < NUMBER_OF_CUSTOMERS; id++) {
      for (int order = 0; order < ORDERS_OF_EACH; order++) {
        lines.add(id + "," + order + "," + (id + order) + ".5");
      }
      if (id % 40 == 10) {
        lines.add(id + 1000 + ",1,1.5");
      }
    }
    lines.add("5,7," + NAME + "nobody");
    return lines;
  }

  /** All rows of a database. */
  List<String> contents(EmulatorDatabase database) throws InterruptedException {
    List<String> rows = new ArrayList<>();
    for (String table : List.of("Customers", "Orders")) {
      Rows.of(database, "SELECT * FROM " + table).forEach(row -> rows.add(table + " " + row));
    }
    return rows;
  }
}
