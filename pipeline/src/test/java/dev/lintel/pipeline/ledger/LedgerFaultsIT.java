package dev.lintel.pipeline.ledger;

import com.google.common.collect.ImmutableList;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.faults.Seeds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Launchers of one job, whose clocks are wrong, some of which freeze and go on, with a ledger whose
 * commits are lost: one of them writes at a time, and no change is left out of the exports.
 */
@Timeout(300)
@SpannerDatabase(
    ddl =
        "CREATE TABLE Changes (Id INT64 NOT NULL, Stamp TIMESTAMP OPTIONS (allow_commit_timestamp ="
            + " true)) PRIMARY KEY (Id)")
class LedgerFaultsIT {
  private static final int SEEDS = 20;
  private static final int STEPS = 50;

  private final EmulatorDatabase database;

  LedgerFaultsIT(EmulatorDatabase database) {
    this.database = database;
  }

  static ImmutableList<Long> oneSeed() {
    return Seeds.first(1);
  }

  static ImmutableList<Long> allSeeds() {
    return Seeds.first(SEEDS);
  }

  @ParameterizedTest
  @MethodSource("oneSeed")
  void oneRunWritesAtATime_noChangeIsLeftOut(long seed) throws Exception {
    play(seed);
  }

  @Tag("faults")
  @ParameterizedTest
  @MethodSource("allSeeds")
  void oneRunWritesAtATime_noChangeIsLeftOut_manySeeds(long seed) throws Exception {
    play(seed);
  }

  private void play(long seed) throws Exception {
    try (var launchers = new FaultyLaunchers(database, seed)) {
      for (int step = 0; step < STEPS; step++) {
        launchers.step();
        launchers.assertOneWrites();
        launchers.assertNoChangeIsLeftOut();
      }
      launchers.assertSomethingHappened();
    }
  }
}
