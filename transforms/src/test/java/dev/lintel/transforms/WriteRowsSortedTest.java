package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.common.collect.Lists;
import com.google.spanner.v1.CommitRequest;
import dev.lintel.coders.MutationCoder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.ddl.DdlScript;
import dev.lintel.schema.DatabaseSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithTimestamps;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Counts, on the side of the server, which keys each commit touches. */
@Timeout(120)
class WriteRowsSortedTest {
  private static final DatabaseSchema SCHEMA =
      DdlScript.parse(
              "CREATE TABLE T (Id INT64, Value INT64) PRIMARY KEY (Id DESC)",
              Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  private static final int ROWS = 4_000;
  private static final int BUNDLES = 4;

  /** A small stretch, so that these few rows have several ranges. */
  private static final long BYTES_A_SAMPLE = 4 << 10;

  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();
  private final ConnectionConfig config = server.newDatabase();

  /** The keys of one commit. */
  private record Touched(long first, long last, int rows) {
    static Touched by(CommitRequest commit) {
      var keys =
          commit.getMutationsList().stream()
              .flatMap(mutation -> mutation.getInsertOrUpdate().getValuesList().stream())
              .mapToLong(row -> Long.parseLong(row.getValues(0).getStringValue()))
              .summaryStatistics();
      return new Touched(keys.getMin(), keys.getMax(), (int) keys.getCount());
    }

    boolean overlaps(Touched other) {
      return first <= other.last && other.first <= last;
    }
  }

  private static Mutation row(long id, long value) {
    return Mutation.newInsertOrUpdateBuilder("T").set("Id").to(id).set("Value").to(value).build();
  }

  private static Mutation row(long id) {
    return row(id, 0);
  }

  private static List<Mutation> shuffledRows() {
    List<Mutation> rows =
        new ArrayList<>(LongStream.range(0, ROWS).mapToObj(WriteRowsSortedTest::row).toList());
    Collections.shuffle(rows, new Random(5));
    return rows;
  }

  /** Returns the rows, in random order, in some bundles. */
  private static PCollection<Mutation> inBundles(Pipeline pipeline) {
    return pipeline
        .apply(
            "Create",
            Create.of(Lists.partition(shuffledRows(), ROWS / BUNDLES))
                .withCoder(ListCoder.of(MutationCoder.of())))
        .apply("Flatten", FlatMapElements.into(TypeDescriptor.of(Mutation.class)).via(l -> l));
  }

  private WriteRows write() {
    return WriteRows.to(config).withSchema(SCHEMA);
  }

  private List<Touched> commits() {
    return server.service().getRequestsOfType(CommitRequest.class).stream()
        .map(Touched::by)
        .toList();
  }

  private List<Long> writtenKeys() {
    return server.service().getRequestsOfType(CommitRequest.class).stream()
        .flatMap(commit -> commit.getMutationsList().stream())
        .flatMap(mutation -> mutation.getInsertOrUpdate().getValuesList().stream())
        .map(row -> Long.parseLong(row.getValues(0).getStringValue()))
        .toList();
  }

  private static long overlaps(List<Touched> commits) {
    long pairs = 0;
    for (int i = 0; i < commits.size(); i++) {
      for (int j = 0; j < i; j++) {
        pairs += commits.get(i).overlaps(commits.get(j)) ? 1 : 0;
      }
    }
    return pairs;
  }

  @Test
  void withoutSortingTheCommitsOfDifferentBundlesOverlap() {
    var pipeline = Pipeline.create();
    inBundles(pipeline).apply(write());
    pipeline.run().waitUntilFinish();

    List<Touched> commits = commits();
    assertThat(commits).hasSize(ROWS / 500);
    assertThat(commits)
        .as("two commits for each quarter of the rows")
        .allSatisfy(commit -> assertThat(commit.last() - commit.first()).isGreaterThan(ROWS / 4));
    assertThat(overlaps(commits))
        .as("each commit with one or two of each other bundle")
        .isGreaterThanOrEqualTo(BUNDLES * (BUNDLES - 1) / 2 * 2);
  }

  @Test
  void rowsGroupedByRangesOfKeysAreInCommitsThatDoNotOverlap() {
    var pipeline = Pipeline.create();
    inBundles(pipeline)
        .apply("Sort", new GroupByKeyRange(SCHEMA, BYTES_A_SAMPLE))
        .apply("Write", write().sortedByKey());
    pipeline.run().waitUntilFinish();

    List<Touched> commits = commits();
    assertThat(commits).hasSizeGreaterThan(4);
    assertThat(overlaps(commits)).isZero();
    assertThat(commits)
        .as("a commit spans no keys but its own")
        .allSatisfy(
            commit -> assertThat(commit.last() - commit.first() + 1).isEqualTo(commit.rows()));
    assertThat(writtenKeys())
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, ROWS).boxed().toList());
  }

  @Test
  void onTheDirectRunnerFourTimesAsManyRowsAreSortedAtOnce() {
    var pipeline = Pipeline.create();
    List<Mutation> rows =
        new ArrayList<>(LongStream.range(0, 24_000).mapToObj(WriteRowsSortedTest::row).toList());
    Collections.shuffle(rows, new Random(5));
    OneBundle.of(pipeline, rows).apply(write().sortedByKey());
    pipeline.run().waitUntilFinish();

    List<Touched> commits = commits();
    assertThat(commits).hasSize(12);
    assertThat(overlaps(commits)).isZero();
  }

  @Test
  void mutationsOfOneKeyKeepTheirOrder() {
    List<Mutation> rows = new ArrayList<>();
    for (int value = 0; value < 3; value++) {
      for (long id = 0; id < 500; id++) {
        rows.add(row(id, value));
      }
    }
    var pipeline = Pipeline.create();
    OneBundle.of(pipeline, rows)
        .apply("Sort", new GroupByKeyRange(SCHEMA, 1 << 10))
        .apply("Write", write().sortedByKey());
    pipeline.run().waitUntilFinish();

    long[] last = new long[500];
    for (CommitRequest commit : server.service().getRequestsOfType(CommitRequest.class)) {
      for (var mutation : commit.getMutationsList()) {
        for (var row : mutation.getInsertOrUpdate().getValuesList()) {
          int id = Integer.parseInt(row.getValues(0).getStringValue());
          last[id] = Long.parseLong(row.getValues(1).getStringValue());
        }
      }
    }
    assertThat(last).containsOnly(2);
    assertThat(writtenKeys()).hasSize(1_500);
  }

  @Test
  void eachRowKeepsItsWindowAndTimestamp_andComesOnceWhateverTheTrigger() {
    var pipeline = Pipeline.create();
    PCollection<String> described =
        pipeline
            .apply(
                Create.of(LongStream.range(0, 40).mapToObj(WriteRowsSortedTest::row).toList())
                    .withCoder(MutationCoder.of()))
            .apply(
                WithTimestamps.<Mutation>of(
                    row -> Instant.ofEpochMilli(row.asMap().get("Id").getInt64() * 100)))
            .apply(
                Window.<Mutation>into(FixedWindows.of(Duration.standardSeconds(1)))
                    .triggering(Repeatedly.forever(AfterPane.elementCountAtLeast(1)))
                    .withAllowedLateness(Duration.ZERO)
                    .accumulatingFiredPanes())
            .apply("Sort", new GroupByKeyRange(SCHEMA, 100))
            .apply("Write", write().sortedByKey())
            .getWritten()
            .apply("Describe", ParDo.of(new DescribeRowFn()));
    PAssert.that(described)
        .containsInAnyOrder(
            LongStream.range(0, 40)
                .mapToObj(id -> id + " " + id * 100 + " " + (id / 10 * 1_000 + 999))
                .toList());
    pipeline.run().waitUntilFinish();
  }

  @Test
  void anUnboundedInputIsRefused() {
    var pipeline = Pipeline.create();
    var rows =
        pipeline.apply(
            TestStream.create(MutationCoder.of()).addElements(row(1)).advanceWatermarkToInfinity());
    assertThatThrownBy(() -> rows.apply(write().sortedByKey()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sortedByKey() needs a bounded input");
  }

  @Test
  void aWriteWithoutASchemaIsRefused() {
    var rows = OneBundle.of(Pipeline.create(), List.of(row(1)));
    assertThatThrownBy(() -> rows.apply(WriteRows.to(config).sortedByKey()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sortedByKey() needs a schema: set it by withSchema()");
  }

  @Test
  void aDeleteIsRefused() {
    var pipeline = Pipeline.create();
    OneBundle.of(pipeline, List.of(row(1), Mutation.delete("T", Key.of(1))))
        .apply(write().sortedByKey());
    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasMessageContaining("sortedByKey() takes no deletes, but there is one of T");
    assertThat(server.count(CommitRequest.class)).isZero();
  }
}
