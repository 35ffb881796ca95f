package dev.lintel.pipeline.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Generates the data of a shop with 100,000 rows: products, customers, and the orders of each
 * customer, which reference products. The files are the same every time, with the same mistakes,
 * one of each kind that an import rejects.
 */
final class DemoData {
  static final int PRODUCTS = 2_000;
  static final int CUSTOMERS = 8_000;
  static final int ORDERS = 90_000;

  private static final long SEED = 20;
  private static final List<String> FIRST = List.of("Ada", "Björn", "Chloé", "Dmitri", "Emeka");
  private static final List<String> LAST = List.of("Abe", "Costa", "Díaz", "Eriksen", "Fu", "Gül");
  private static final List<String> THINGS = List.of("lamp", "chair", "kettle", "shelf", "clock");
  private static final List<String> COLOURS = List.of("red", "green", "blue", "white");

  private final Random random = new Random(SEED);
  private final Path folder;

  private DemoData(Path folder) {
    this.folder = folder;
  }

  /** Writes {@code schema.sql} and a folder {@code input} with a file for each table. */
  static void write(Path folder) throws IOException {
    var data = new DemoData(folder);
    Files.createDirectories(folder.resolve("input"));
    Files.writeString(folder.resolve("schema.sql"), schema());
    data.products();
    data.customers();
    data.orders();
  }

  static String schema() {
    return """
    CREATE TABLE Products (
      ProductId INT64 NOT NULL,
      Name STRING(40) NOT NULL,
      Price NUMERIC NOT NULL,
      Tags ARRAY<STRING(20)>,
    ) PRIMARY KEY (ProductId);

    CREATE TABLE Customers (
      CustomerId INT64 NOT NULL,
      Name STRING(60) NOT NULL,
      Email STRING(100) NOT NULL,
      Since DATE,
    ) PRIMARY KEY (CustomerId);

    CREATE UNIQUE INDEX CustomersByEmail ON Customers (Email);

    CREATE TABLE Orders (
      CustomerId INT64 NOT NULL,
      OrderId INT64 NOT NULL,
      ProductId INT64 NOT NULL,
      Quantity INT64 NOT NULL,
      OrderedAt TIMESTAMP NOT NULL,
      Note STRING(20),
      CONSTRAINT FK_OrderedProduct FOREIGN KEY (ProductId) REFERENCES Products (ProductId),
    ) PRIMARY KEY (CustomerId, OrderId),
      INTERLEAVE IN PARENT Customers ON DELETE CASCADE;
    """;
  }

  private void products() throws IOException {
    try (OutputStream out = file("Products.jsonl")) {
      for (int id = 1; id <= PRODUCTS; id++) {
        String colour = pick(COLOURS);
        String name = colour + " " + pick(THINGS) + " " + id;
        String price = id == 700 ? "\"cheap\"" : cents(1 + random.nextInt(20_000));
        line(
            out,
            "{\"ProductId\":%d,\"Name\":\"%s\",\"Price\":%s,\"Tags\":[\"%s\",null]}",
            id,
            name,
            price,
            colour);
        if (id == 800) {
          line(out, "{\"ProductId\": 801, \"Name\":");
        }
      }
    }
  }

  private void customers() throws IOException {
    try (OutputStream out = file("Customers.csv")) {
      line(out, "Email,CustomerId,Name,Since");
      for (int id = 1; id <= CUSTOMERS; id++) {
        String name = pick(FIRST) + " " + pick(LAST);
        String email = "customer" + (id == 4_000 ? 3_999 : id) + "@example.com";
        LocalDate since = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(3_650));
        if (id == 1_000) {
          line(out, "%s,%d,,%s,one field too many", email, id, since);
        } else if (id == 2_000) {
          line(out, "%s,%d,%s,30 February", email, id, name);
        } else if (id == 3_000) {
          // A name in Latin-1, as old systems write it.
          out.write((email + "," + id + ",").getBytes(StandardCharsets.UTF_8));
          out.write("Chloé Díaz".getBytes(StandardCharsets.ISO_8859_1));
          line(out, ",%s", since);
        } else {
          line(out, "%s,%d,\"%s\",%s", email, id, name, random.nextInt(10) == 0 ? "" : since);
        }
      }
    }
  }

  private void orders() throws IOException {
    try (OutputStream out = new GZIPOutputStream(file("Orders.csv.gz"))) {
      line(out, "CustomerId,OrderId,ProductId,Quantity,OrderedAt,Note");
      for (int id = 1; id <= ORDERS; id++) {
        int customer = id % 30_000 == 0 ? 9_999_999 : goodCustomer();
        int product = id % 20_000 == 0 ? 7_777 : goodProduct();
        String quantity = id == 50_000 ? "a dozen" : String.valueOf(1 + random.nextInt(9));
        String note = id == 60_001 ? "please leave it at the back door" : "";
        LocalDateTime at =
            LocalDateTime.of(2025, 1, 1, 0, 0).plusSeconds(random.nextInt(31_536_000));
        line(
            out,
            "%d,%d,%s,%s,%sZ,%s",
            customer,
            id,
            id == 70_000 ? "" : product,
            quantity,
            at.withNano(random.nextInt(1_000_000_000)),
            note);
      }
    }
  }

  /** A customer whose record is not bad, so that each mistake is reported once. */
  private int goodCustomer() {
    int id = 1 + random.nextInt(CUSTOMERS);
    return id % 1_000 == 0 ? id + 1 - 1_000 : id;
  }

  private int goodProduct() {
    int id = 1 + random.nextInt(PRODUCTS);
    return id == 700 ? 701 : id;
  }

  private OutputStream file(String name) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(folder.resolve("input").resolve(name)));
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private static String cents(int cents) {
    return "%d.%02d".formatted(cents / 100, cents % 100);
  }

  private static void line(OutputStream out, String format, Object... values) throws IOException {
    out.write((String.format(Locale.ROOT, format, values) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
