package dev.lintel.pipeline.load;

import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.ddl.CounterUse;
import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.RejectedRecords;
import dev.lintel.pipeline.job.WaitForAll;
import dev.lintel.pipeline.summary.CountWrittenFn;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.transforms.WriteDependentRows;
import dev.lintel.transforms.WriteRows;
import dev.lintel.transforms.WriteRowsResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Keys;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * The steps of a pipeline that load rows level by level, and those that come after the rows:
 * counters of sequences, indexes and foreign keys. Used while a pipeline is built; not thread-safe.
 */
public final class LoadSteps {
  private static final VoidCoder VOID = VoidCoder.of();

  /** A step after the writing of a level, which may count written rows as failed. */
  @FunctionalInterface
  public interface AfterWriting {
    /**
     * Adds the step.
     *
     * @param name the beginning of the names of steps
     */
    LevelRows apply(String name, LevelRows rows);
  }

  private final WriteRows write;
  private final DatabaseSchema schema;
  private final AfterWriting afterWriting;
  private final List<PCollection<String>> rejected = new ArrayList<>();
  private final List<PCollection<Mutation>> written = new ArrayList<>();
  private final List<PCollection<?>> checks = new ArrayList<>();

  /**
   * @param schema the tables that are written to
   */
  public LoadSteps(WriteRows write, DatabaseSchema schema) {
    this(write, schema, (name, rows) -> rows);
  }

  /**
   * @param afterWriting what is done with the rows of each level before they count as written
   */
  public LoadSteps(WriteRows write, DatabaseSchema schema, AfterWriting afterWriting) {
    this.write = write;
    this.schema = schema;
    this.afterWriting = afterWriting;
  }

  /** The first turn: one element, which says that the first level may begin. */
  public static PCollection<Void> start(Pipeline pipeline) {
    return pipeline.apply("Start", Create.of((Void) null).withCoder(VOID));
  }

  /**
   * The beginning of the names of a level's steps.
   *
   * @param level from 0
   */
  public static String nameOfLevel(int level) {
    return "Level " + (level + 1);
  }

  /**
   * Adds the steps that write the rows of a level.
   *
   * @param turn of the level
   * @param cyclic tables of the level that reference each other in a cycle
   * @param selfReferencing those of the others that reference themselves
   * @param rows read when it is the level's turn
   * @return the turn of the next level: one element, when all rows are written or rejected
   */
  public PCollection<Void> addLevel(
      String name,
      PCollection<Void> turn,
      ImmutableSet<String> cyclic,
      ImmutableSet<String> selfReferencing,
      PCollection<Mutation> rows) {
    return addLevel(name, turn, write, cyclic, selfReferencing, rows);
  }

  /**
   * Adds the steps that write the rows of a level, with a write of its own.
   *
   * @param write instead of that of the other levels, to the same database
   */
  public PCollection<Void> addLevel(
      String name,
      PCollection<Void> turn,
      WriteRows write,
      ImmutableSet<String> cyclic,
      ImmutableSet<String> selfReferencing,
      PCollection<Mutation> rows) {
    LevelRows done =
        afterWriting.apply(
            name,
            cyclic.isEmpty()
                ? writeOthers(name, write, selfReferencing, rows)
                : writeWithCycles(name, write, cyclic, selfReferencing, rows));
    written.add(done.written());
    rejected.add(
        done.failed().apply(name + " describe failures", ParDo.of(new DescribeFailureFn())));
    return next(
        name,
        turn,
        done.written()
            .apply(name + " count written", ParDo.of(new CountWrittenFn<>(Mutation::getTable))));
  }

  /** Adds records that were rejected before they became rows. */
  public void addRejected(PCollection<String> records) {
    rejected.add(records);
  }

  /** Adds a check that has to be done before the load counts as done. */
  public void addCheck(PCollection<?> done) {
    checks.add(done);
  }

  /** Writes the rows of a level; those of cycles in an order of their own. */
  private LevelRows writeWithCycles(
      String name,
      WriteRows write,
      ImmutableSet<String> cyclic,
      ImmutableSet<String> selfReferencing,
      PCollection<Mutation> rows) {
    LevelRows ofCycles =
        LevelRows.of(
            rows.apply(name + " rows of cycles", Filter.by(row -> cyclic.contains(row.getTable())))
                .apply(name + " write rows of cycles", WriteDependentRows.like(write)));
    LevelRows others =
        writeOthers(
            name,
            write,
            selfReferencing,
            rows.apply(name + " other rows", Filter.by(row -> !cyclic.contains(row.getTable()))));
    return new LevelRows(
        PCollectionList.of(ofCycles.written())
            .and(others.written())
            .apply(name + " flatten all written rows", Flatten.pCollections()),
        PCollectionList.of(ofCycles.failed())
            .and(others.failed())
            .apply(name + " flatten all failed rows", Flatten.pCollections()));
  }

  private LevelRows writeOthers(
      String name,
      WriteRows write,
      ImmutableSet<String> selfReferencing,
      PCollection<Mutation> rows) {
    WriteRowsResult first = rows.apply(name + " write rows", write);
    return selfReferencing.isEmpty()
        ? LevelRows.of(first)
        : SecondPass.after(first, write, name, schema, selfReferencing);
  }

  /**
   * Passes the turn on when a level is done. The levels form a chain: if each of them waited for a
   * side input instead, the runner would look at every waiting level again and again.
   */
  private static PCollection<Void> next(
      String name, PCollection<Void> turn, PCollection<Void> done) {
    return PCollectionList.of(turn)
        .and(done.setCoder(VOID))
        .apply(name + " flatten signals", Flatten.pCollections())
        .apply(name + " key signals", WithKeys.of((Void) null))
        .setCoder(KvCoder.of(VOID, VOID))
        .apply(name + " wait until done", GroupByKey.create())
        .apply(name + " is done", Keys.create());
  }

  /**
   * Adds what comes after the rows.
   *
   * @param turn after the last level
   * @param counters those of the tables, which may have to be raised
   * @param rejectedRecords where the rejected records go
   * @param afterRows statements for what the database is to have once the rows are there
   * @param run identifies the run, whose attempts recognize each other's schema changes by it
   * @return completion signals; calling it adds the steps that count rows
   */
  public Supplier<CompletionSignals> finish(
      PCollection<Void> turn,
      ConnectionConfig config,
      List<CounterUse> counters,
      RejectedRecords rejectedRecords,
      ImmutableList<String> afterRows,
      String run) {
    List<PCollection<?>> ends = new ArrayList<>();
    ends.add(turn);
    ends.addAll(checks);
    if (!counters.isEmpty()) {
      ends.add(
          WrittenCounters.raise(
              flat("Flatten rows for counters", written),
              ImmutableList.copyOf(counters),
              config,
              turn));
    }
    // The step after the rows may fail because rows were rejected; these must be recorded first.
    rejectedRecords.write(PCollectionList.of(rejected)).ifPresent(ends::add);
    if (!afterRows.isEmpty()) {
      ends.add(
          turn.apply("Wait for all rows", WaitForAll.of(ends))
              .apply(
                  "Create indexes and foreign keys",
                  ParDo.of(new FinishSchemaFn(config, schema.getDialect(), afterRows, run))));
    }
    return () -> signals(ends);
  }

  private CompletionSignals signals(List<PCollection<?>> ends) {
    CompletionSignals signals =
        CompletionSignals.none()
            .withWritten("written rows", flat("Flatten written rows", written))
            .withFailed("rejected records", flat("Flatten rejected records", rejected));
    for (PCollection<?> end : ends) {
      signals = signals.withOther(end);
    }
    return signals;
  }

  private static <T> PCollection<T> flat(String name, List<PCollection<T>> collections) {
    return PCollectionList.of(collections).apply(name, Flatten.pCollections());
  }
}
