package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Options.RpcPriority;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.coders.SerializableCoderFinder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
@SpannerDatabase(
    ddl = {
      "CREATE TABLE Parent (Id INT64 NOT NULL, Name STRING(20), Size INT64) PRIMARY KEY (Id)",
      """
      CREATE TABLE Child (Id INT64 NOT NULL, ChildId INT64 NOT NULL) PRIMARY KEY (Id, ChildId),
        INTERLEAVE IN PARENT Parent ON DELETE CASCADE
      """,
      "CREATE INDEX ParentByName ON Parent (Name) STORING (Size)"
    })
class ReadRowsIT {
  private final ConnectionConfig config;

  ReadRowsIT(EmulatorDatabase database) {
    config = EmulatorConfig.of(database);
  }

  private Timestamp write(List<Mutation> mutations) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      return lease.connection().databaseClient().write(mutations);
    }
  }

  private static Mutation parent(long id, String name, Long size) {
    return Mutation.newInsertOrUpdateBuilder("Parent")
        .set("Id")
        .to(id)
        .set("Name")
        .to(name)
        .set("Size")
        .to(size)
        .build();
  }

  private static Mutation child(long id, long childId) {
    return Mutation.newInsertBuilder("Child").set("Id").to(id).set("ChildId").to(childId).build();
  }

  @BeforeEach
  void fill() throws InterruptedException {
    write(
        List.of(
            Mutation.delete("Parent", KeySet.all()),
            parent(1, "one", 10L),
            parent(2, "two", null),
            parent(3, null, 30L)));
  }

  private static PCollection<String> text(PCollection<Struct> rows) {
    return rows.apply(
        "Text of " + rows.getName(),
        MapElements.into(TypeDescriptors.strings()).via(row -> row.toString()));
  }

  @Test
  void readsWholeTablesAndColumnsAndKeysAndIndexesAndQueries() {
    Pipeline pipeline = Pipeline.create();
    var result =
        pipeline.apply(
            "Read",
            ReadRows.from(config)
                .withTable("Parent")
                .withRead("columns", ReadSpec.ofTable("Parent").withColumns("Size", "Id"))
                .withRead("key", ReadSpec.ofTable("Parent").withKeys(KeySet.singleKey(Key.of(2))))
                .withRead(
                    "range",
                    ReadSpec.ofTable("Parent")
                        .withColumns("Id")
                        .withKeys(KeySet.range(KeyRange.closedOpen(Key.of(1), Key.of(3)))))
                .withRead(
                    "index",
                    ReadSpec.ofTable("Parent")
                        .withIndex("ParentByName")
                        .withColumns("Name", "Size")
                        .withKeys(KeySet.singleKey(Key.of("one"))))
                .withQuery(
                    "query",
                    Statement.newBuilder("SELECT Name FROM Parent WHERE Id > @id")
                        .bind("id")
                        .to(1)
                        .build()));

    PAssert.that(text(result.getRows("Parent")))
        .containsInAnyOrder("[1, one, 10]", "[2, two, NULL]", "[3, NULL, 30]");
    PAssert.that(text(result.getRows("columns")))
        .containsInAnyOrder("[10, 1]", "[NULL, 2]", "[30, 3]");
    PAssert.that(text(result.getRows("key"))).containsInAnyOrder("[2, two, NULL]");
    PAssert.that(text(result.getRows("range"))).containsInAnyOrder("[1]", "[2]");
    PAssert.that(text(result.getRows("index"))).containsInAnyOrder("[one, 10]");
    PAssert.that(text(result.getRows("query"))).containsInAnyOrder("[two]", "[NULL]");
    // Beam's Wait and PAssert use signals of their own.
    assertThat(SerializableCoderFinder.findIn(pipeline))
        .allMatch(found -> found.startsWith("PAssert") || found.contains("/Wait/"));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aQueryThatCannotBePartitionedIsReadInOnePiece() {
    Pipeline pipeline = Pipeline.create();
    var rows =
        pipeline
            .apply(
                ReadRows.from(config)
                    .withQuery("count", Statement.of("SELECT COUNT(*) AS N FROM Parent"))
                    .withDataBoost())
            .getRows();
    PAssert.that(text(rows)).containsInAnyOrder("[3]");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void readsTheSnapshotOfAnExactTimestampOrStaleness() throws InterruptedException {
    Timestamp before = write(List.of(parent(4, "four", 40L)));
    write(List.of(Mutation.delete("Parent", Key.of(4L)), parent(1, "uno", 10L)));

    Pipeline pipeline = Pipeline.create();
    var rows =
        pipeline
            .apply(
                ReadRows.from(config)
                    .withTable("Parent", "Id", "Name")
                    .withTimestampBound(TimestampBound.ofReadTimestamp(before)))
            .getRows();
    PAssert.that(text(rows)).containsInAnyOrder("[1, one]", "[2, two]", "[3, NULL]", "[4, four]");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void rowsConvertToBeamRowsAndAvroRecords_withoutLoss() {
    var query =
        Statement.of(
            "SELECT TIMESTAMP '2024-02-29T12:34:56.123456789Z' AS T, NUMERIC '1.5' AS N,"
                + " [1, NULL] AS A, CAST(NULL AS STRING) AS S");
    Pipeline pipeline = Pipeline.create();
    var result =
        pipeline.apply(ReadRows.from(config).withQuery("query", query).withTable("Parent", "Id"));

    PCollection<Row> rows = result.getBeamRows("query");
    PAssert.thatSingleton(rows)
        .isEqualTo(
            Row.withSchema(rows.getSchema())
                .addValues(
                    Instant.parse("2024-02-29T12:34:56.123456789Z"),
                    new BigDecimal("1.5"),
                    Arrays.asList(1L, null),
                    null)
                .build());
    PAssert.that(
            result
                .getAvroRecords("query")
                .apply(
                    "Text",
                    MapElements.into(TypeDescriptors.strings())
                        .via(
                            r ->
                                "%s %s %s %s"
                                    .formatted(
                                        r.get("T"),
                                        // The unscaled value; the scale is 9.
                                        new BigInteger(((ByteBuffer) r.get("N")).array()),
                                        r.get("A"),
                                        r.get("S")))))
        .containsInAnyOrder("2024-02-29T12:34:56.123456789Z 1500000000 [1, null] null");
    PAssert.that(
            result
                .getBeamRows("Parent")
                .apply("Ids", MapElements.into(TypeDescriptors.longs()).via(r -> r.getInt64("Id"))))
        .containsInAnyOrder(1L, 2L, 3L);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aSecondReadCanUseTheConnectionOfTheFirst() {
    for (int i = 0; i < 2; i++) {
      Pipeline pipeline = Pipeline.create();
      var rows = pipeline.apply(ReadRows.from(config).withTable("Parent", "Id")).getRows();
      PAssert.that(text(rows)).containsInAnyOrder("[1]", "[2]", "[3]");
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void anEmptyTableGivesNoRows() {
    Pipeline pipeline = Pipeline.create();
    var rows = pipeline.apply(ReadRows.from(config).withTable("Child")).getRows();
    PAssert.that(rows).empty();
    pipeline.run().waitUntilFinish();
  }

  @Test
  void perPartition_processesEveryPartitionOnceAndAllRowsOfOneSnapshot() {
    Pipeline pipeline = Pipeline.create();
    PCollection<String> parts =
        pipeline.apply(
            ReadRows.from(config)
                .withTable("Parent")
                .withTable("Child")
                .perPartition(
                    (part, rows, out) -> {
                      int count = 0;
                      while (rows.next()) {
                        count++;
                      }
                      out.output(
                          part.read()
                              + " "
                              + part.number()
                              + "/"
                              + part.count()
                              + " "
                              + count
                              + " "
                              + part.readTimestamp());
                    },
                    StringUtf8Coder.of()));
    PAssert.that(parts)
        .satisfies(
            lines -> {
              List<String> all = new ArrayList<>();
              lines.forEach(all::add);
              List<String[]> words = all.stream().map(line -> line.split("[ /]")).toList();
              for (String table : List.of("Parent", "Child")) {
                List<String[]> ofTable = words.stream().filter(w -> w[0].equals(table)).toList();
                int count = Integer.parseInt(ofTable.get(0)[2]);
                assertThat(ofTable.stream().map(w -> Integer.parseInt(w[1])))
                    .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, count).boxed().toList());
                assertThat(ofTable.stream().mapToInt(w -> Integer.parseInt(w[3])).sum())
                    .isEqualTo(table.equals("Parent") ? 3 : 0);
              }
              assertThat(words.stream().map(w -> w[4]).distinct()).hasSize(1);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aChildNeverAppearsWithoutItsParent() throws InterruptedException {
    var stop = new AtomicBoolean();
    var written = new CountDownLatch(20);
    var failure = new AtomicReference<Throwable>();
    var writer =
        new Thread(
            () -> {
              try {
                for (long id = 100; !stop.get(); id++) {
                  write(List.of(parent(id, "new", id), child(id, 1), child(id, 2)));
                  written.countDown();
                }
              } catch (InterruptedException | RuntimeException e) {
                failure.set(e);
              }
            });
    writer.start();
    try {
      assertThat(written.await(60, TimeUnit.SECONDS)).isTrue();
      Pipeline pipeline = Pipeline.create();
      var result =
          pipeline.apply(
              ReadRows.from(config)
                  .withTable("Parent", "Id")
                  .withTable("Child", "Id", "ChildId")
                  .withPriority(RpcPriority.LOW)
                  .withTag("test"));
      // Each parent from 100 on has two children: always true in a snapshot, otherwise only by
      // chance.
      var keys =
          PCollectionList.of(
                  result
                      .getRows("Parent")
                      .apply(
                          "Parents",
                          MapElements.into(TypeDescriptors.longs())
                              .via(row -> row.getLong(0) < 100 ? 0 : 2 * row.getLong(0))))
              .and(
                  result
                      .getRows("Child")
                      .apply(
                          "Children",
                          MapElements.into(TypeDescriptors.longs()).via(row -> -row.getLong(0))))
              .apply(Flatten.pCollections())
              .apply(Sum.longsGlobally());
      PAssert.thatSingleton(keys).isEqualTo(0L);
      pipeline.run().waitUntilFinish();
    } finally {
      stop.set(true);
      writer.join();
    }
    assertThat(failure.get()).isNull();
  }

  @Test
  void rejectsASnapshotThatIsTooOldOrInTheFuture() {
    Pipeline old = Pipeline.create();
    old.apply(
        ReadRows.from(config)
            .withTable("Parent")
            .withTimestampBound(TimestampBound.ofExactStaleness(3, TimeUnit.HOURS)));
    assertThat(Failures.of(old)).contains("3 h 0 min ago", "1 h 0 min", "version_retention_period");

    Pipeline future = Pipeline.create();
    future.apply(
        ReadRows.from(config)
            .withTable("Parent")
            .withTimestampBound(
                TimestampBound.ofReadTimestamp(
                    Timestamp.ofTimeSecondsAndNanos(Timestamp.now().getSeconds() + 3600, 0))));
    assertThat(Failures.of(future)).contains("is in the future");
  }

  @Test
  void mistakesAreReportedByName() {
    Pipeline table = Pipeline.create();
    table.apply(ReadRows.from(config).withTable("Parents"));
    assertThat(Failures.of(table)).contains("There is no table Parents");

    Pipeline query = Pipeline.create();
    query.apply(ReadRows.from(config).withQuery("wrong", Statement.of("SELECT Nmae FROM Parent")));
    assertThat(Failures.of(query)).contains("Nmae");

    assertThatThrownBy(() -> Pipeline.create().apply(ReadRows.from(config)))
        .hasMessageContaining("nothing to read");
    assertThatThrownBy(() -> ReadRows.from(config).withTable("A").withTable("A"))
        .hasMessageContaining("already");
    assertThatThrownBy(
            () ->
                ReadRows.from(config)
                    .withTimestampBound(TimestampBound.ofMaxStaleness(1, TimeUnit.SECONDS)))
        .hasMessageContaining("bounded staleness");
    var several =
        Pipeline.create().apply(ReadRows.from(config).withTable("Parent").withTable("Child"));
    assertThatThrownBy(several::getRows).hasMessageContaining("[Parent, Child]");
    assertThatThrownBy(() -> several.getRows("Uncle")).hasMessageContaining("Uncle");
  }
}
