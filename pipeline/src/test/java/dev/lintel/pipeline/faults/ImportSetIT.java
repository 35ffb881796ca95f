package dev.lintel.pipeline.faults;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.faults.FaultPlan;
import dev.lintel.faults.FaultProxy;
import dev.lintel.faults.FaultRule;
import dev.lintel.faults.Seeds;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A set that an import adds to, while answers to its commits are lost: each record is written, or
 * rejected, or it is said that its outcome is unknown, and it is one of them only.
 */
@Timeout(180)
class ImportSetIT {
  private static final String RECORDS =
      "CREATE TABLE Records (Id INT64 NOT NULL, Origin STRING(20)) PRIMARY KEY (Id)";
  private static final int NUMBER = 80;
  private static final int SEEDS = 20;

  private final EmulatorDatabase database;
  private final FaultProxy proxy;

  @TempDir private Path folder;

  ImportSetIT(@SpannerDatabase(ddl = RECORDS) EmulatorDatabase database) {
    this.database = database;
    this.proxy = FaultProxy.start(database.host());
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  static ImmutableList<Long> oneSeed() {
    return Seeds.first(1);
  }

  static ImmutableList<Long> allSeeds() {
    return Seeds.first(SEEDS);
  }

  @ParameterizedTest
  @MethodSource("oneSeed")
  void insertedRecordsAreInOneOfThreeSets(long seed) throws Exception {
    assertInsertsAreInOneOfThreeSets(seed);
  }

  @Tag("faults")
  @ParameterizedTest
  @MethodSource("allSeeds")
  void insertedRecordsAreInOneOfThreeSets_manySeeds(long seed) throws Exception {
    assertInsertsAreInOneOfThreeSets(seed);
  }

  @ParameterizedTest
  @MethodSource("oneSeed")
  void upsertedRecordsAreWrittenOrRejected(long seed) throws Exception {
    assertUpsertsAreWrittenOrRejected(seed);
  }

  @Tag("faults")
  @ParameterizedTest
  @MethodSource("allSeeds")
  void upsertedRecordsAreWrittenOrRejected_manySeeds(long seed) throws Exception {
    assertUpsertsAreWrittenOrRejected(seed);
  }

  @Test
  void ifAllRecordsOfALostCommitExist_theirOutcomeIsUnknown() throws Exception {
    prepare(FaultRule.When.call(1));
    List<String> records = List.of("1000," + origin(1), "1001," + origin(2));

    ImportedSet result = run("insert", records);

    assertThat(result.unknown()).containsExactlyInAnyOrder(origin(1), origin(2));
    assertThat(originsInTable()).containsExactlyInAnyOrder(origin(1), origin(2));
    assertThat(result.rejected()).isEmpty();
    assertThat(result.figure("written")).isZero();
    assertThat(result.figure("failed")).isEqualTo(2);
  }

  @Test
  void ifARecordOfALostCommitCanBeWritten_theOthersExistedBefore() throws Exception {
    prepare(FaultRule.When.call(1));
    assertThat(existsBefore(3)).isTrue();
    List<String> records = List.of("3," + origin(1), "1001," + origin(2));

    ImportedSet result = run("insert", records);

    assertThat(result.unknown()).isEmpty();
    assertThat(result.rejected()).containsExactly(origin(1));
    assertThat(originsInTable()).containsExactly(origin(2));
    assertThat(result.figure("written")).isEqualTo(1);
    assertThat(result.figure("failed")).isEqualTo(1);
  }

  private static String origin(long id) {
    return "record-" + id;
  }

  private static boolean existsBefore(long id) {
    return id % 25 == 3;
  }

  private static boolean isMalformed(long id) {
    return id % 40 == 7;
  }

  private static boolean isRepeated(long id) {
    return id % 30 == 11;
  }

  /** Records of one key each, some of them malformed. */
  private static List<String> records() {
    List<String> lines = new ArrayList<>();
    for (long id = 0; id < NUMBER; id++) {
      lines.add((isMalformed(id) ? "x" : id) + "," + origin(id));
    }
    return lines;
  }

  /** The same, and a second record for some of the keys. */
  private static List<String> recordsWithRepeatedKeys() {
    List<String> lines = records();
    for (long id = 0; id < NUMBER; id++) {
      if (isRepeated(id)) {
        lines.add(id + "," + origin(NUMBER + id));
      }
    }
    return lines;
  }

  private void prepare(long seed) throws InterruptedException {
    prepare(seed, (call, random, ofSeed) -> call == 1 || random < 0.4);
  }

  private void prepare(FaultRule.When lost) throws InterruptedException {
    prepare(0, lost);
  }

  private void prepare(long seed, FaultRule.When lost) throws InterruptedException {
    List<Mutation> rows = new ArrayList<>();
    rows.add(Mutation.delete("Records", KeySet.all()));
    for (long id = 0; id < NUMBER; id++) {
      if (existsBefore(id)) {
        rows.add(
            Mutation.newInsertBuilder("Records")
                .set("Id")
                .to(id)
                .set("Origin")
                .to("before")
                .build());
      }
    }
    Rows.write(database, rows.toArray(Mutation[]::new));
    proxy.follow(
        new FaultPlan(
            seed,
            FaultKind.LOST_COMMIT.rule(lost),
            FaultKind.ABORTED.rule(FaultRule.When.rate(0.05))));
  }

  private ImportedSet run(String mode, List<String> records) throws IOException {
    return ImportedSet.of(proxy, database, folder, mode, records);
  }

  private Set<String> originsInTable() throws InterruptedException {
    return Rows.of(database, "SELECT Origin FROM Records WHERE Origin != 'before'").stream()
        .map(row -> row.substring(1, row.length() - 1))
        .collect(toImmutableSet());
  }

  private static Set<String> origins(List<String> records) {
    return records.stream()
        .map(record -> record.substring(record.indexOf(',') + 1))
        .collect(toImmutableSet());
  }

  private void assertInsertsAreInOneOfThreeSets(long seed) throws Exception {
    prepare(seed);
    List<String> records = recordsWithRepeatedKeys();
    ImportedSet result = run("insert", records);

    String what = Seeds.replay(seed) + "\n" + result.run();
    Set<String> inTable = originsInTable();
    Set<String> rejected = ImmutableSet.copyOf(result.rejected());
    Set<String> unknown = ImmutableSet.copyOf(result.unknown());
    assertThat(result.rejected()).as(what).doesNotHaveDuplicates();
    assertThat(result.unknown()).as(what).doesNotHaveDuplicates();
    assertThat(Sets.intersection(rejected, unknown)).as(what).isEmpty();
    assertThat(Sets.intersection(rejected, inTable))
        .as("rejected, and written: %s", what)
        .isEmpty();
    assertThat(Sets.union(Sets.union(inTable, rejected), unknown))
        .as("nothing is missing: %s", what)
        .isEqualTo(origins(records));
    assertThat(Rows.of(database, "SELECT COUNT(*) FROM Records WHERE Origin = 'before'"))
        .as(what)
        .containsExactly("[" + countBefore() + "]");
    assertThat(result.figure("read")).as(what).isEqualTo(records.size());
    assertThat(result.figure("failed")).as(what).isEqualTo(rejected.size() + unknown.size());
    assertThat(result.figure("written"))
        .as(what)
        .isEqualTo(Sets.difference(inTable, unknown).size());
  }

  private static long countBefore() {
    long count = 0;
    for (long id = 0; id < NUMBER; id++) {
      count += existsBefore(id) ? 1 : 0;
    }
    return count;
  }

  private void assertUpsertsAreWrittenOrRejected(long seed) throws Exception {
    prepare(seed);
    List<String> records = records();
    ImportedSet result = run("insertOrUpdate", records);

    String what = Seeds.replay(seed) + "\n" + result.run();
    Set<String> inTable = originsInTable();
    assertThat(result.unknown()).as(what).isEmpty();
    assertThat(result.rejected()).as(what).doesNotHaveDuplicates();
    Set<String> rejected = ImmutableSet.copyOf(result.rejected());
    assertThat(Sets.intersection(rejected, inTable)).as(what).isEmpty();
    assertThat(Sets.union(rejected, inTable)).as(what).isEqualTo(origins(records));
    assertThat(result.figure("failed")).as(what).isEqualTo(rejected.size());
    assertThat(result.figure("written")).as(what).isEqualTo(inTable.size());
  }
}
