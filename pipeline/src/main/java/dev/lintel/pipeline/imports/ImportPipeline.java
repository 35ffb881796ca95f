package dev.lintel.pipeline.imports;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.Comparator.comparing;

import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.coders.MutationCoder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.ddl.CounterUse;
import dev.lintel.pipeline.formats.ReadRecordsFn;
import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.RejectedRecords;
import dev.lintel.pipeline.summary.CountWrittenFn;
import dev.lintel.pipeline.summary.RunId;
import dev.lintel.transforms.WriteDependentRows;
import dev.lintel.transforms.WriteRows;
import dev.lintel.transforms.WriteRowsResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Keys;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * The graph of an import: for each level of tables, it reads the files and writes the rows, and
 * only then goes on to the tables that depend on these.
 */
public final class ImportPipeline {
  private static final VoidCoder VOID = VoidCoder.of();
  private static final TypeDescriptor<KV<Integer, String>> FILE = new TypeDescriptor<>() {};

  private ImportPipeline() {}

  /**
   * Adds the import to a pipeline.
   *
   * @param counters those of the tables, which may have to be raised
   * @param runId the run, whose attempts recognize each other's schema changes by it
   * @param rejectedRecords where the rejected records go
   * @return completion signals; calling it adds the steps that count rows
   */
  static Supplier<CompletionSignals> build(
      Pipeline pipeline,
      ConnectionConfig config,
      ImportPlan plan,
      WriteRows write,
      List<CounterUse> counters,
      RunId runId,
      RejectedRecords rejectedRecords) {
    List<PCollection<String>> rejected = new ArrayList<>();
    List<PCollection<Mutation>> allWritten = new ArrayList<>();
    List<PCollection<?>> ends = new ArrayList<>();
    // One element, which says that everything before is done.
    PCollection<Void> turn = pipeline.apply("Start", Create.of((Void) null).withCoder(VOID));
    List<LoadStage> stages = plan.stages();
    for (int i = 0; i < stages.size(); i++) {
      LoadStage stage = stages.get(i);
      String name = "Level " + (i + 1);
      TupleTag<Mutation> mutations = new TupleTag<>() {};
      TupleTag<String> malformed = new TupleTag<>() {};
      // The files of a level are named only when it is its turn, so that neither they nor their
      // rows
      // wait.
      PCollection<KV<Integer, String>> files =
          turn.apply(
                  name + " list files",
                  FlatMapElements.into(FILE).via(new ListFiles(files(plan, stage))))
              .setCoder(KvCoder.of(VarIntCoder.of(), StringUtf8Coder.of()));
      if (stage.isSpread()) {
        files = files.apply(name + " redistribute files", Reshuffle.viaRandomKey());
      }
      PCollectionTuple records =
          files.apply(
              name + " read records",
              ParDo.of(
                      new ReadRecordsFn<>(
                          new ImportFiles(plan, tablesOf(stages, i)), mutations, malformed))
                  .withOutputTags(mutations, TupleTagList.of(malformed)));
      LevelRows rows =
          write(name, plan, stage, records.get(mutations).setCoder(MutationCoder.of()), write);
      allWritten.add(rows.written());
      rejected.add(records.get(malformed).setCoder(StringUtf8Coder.of()));
      rejected.add(
          rows.failed().apply(name + " describe failures", ParDo.of(new DescribeFailureFn())));
      turn =
          next(
              name,
              turn,
              rows.written()
                  .apply(
                      name + " count written", ParDo.of(new CountWrittenFn<>(Mutation::getTable))));
    }
    ends.add(turn);
    if (!counters.isEmpty()) {
      ends.add(
          WrittenCounters.raise(
              flat("Flatten rows for counters", allWritten),
              ImmutableList.copyOf(counters),
              config,
              turn));
    }
    // The step after the rows may fail because rows were rejected; these must be recorded first.
    rejectedRecords.write(PCollectionList.of(rejected)).ifPresent(ends::add);
    if (!plan.afterRows().isEmpty()) {
      ends.add(
          turn.apply("Wait for all rows", Wait.on(ends))
              .apply(
                  "Create indexes and foreign keys",
                  ParDo.of(
                      new FinishSchemaFn(
                          config,
                          plan.schema().getDialect(),
                          plan.afterRows(),
                          runId.toString()))));
    }
    return () -> signals(allWritten, rejected, ends);
  }

  /** Writes the rows of a level; those of cycles in an order of their own. */
  private static LevelRows write(
      String name,
      ImportPlan plan,
      LoadStage level,
      PCollection<Mutation> mutations,
      WriteRows write) {
    if (level.cyclic().isEmpty()) {
      return writeOthers(name, plan, level, mutations, write);
    }
    ImmutableSet<String> cyclic = level.cyclic();
    LevelRows ofCycles =
        LevelRows.of(
            mutations
                .apply(name + " rows of cycles", Filter.by(row -> cyclic.contains(row.getTable())))
                .apply(name + " write rows of cycles", WriteDependentRows.like(write)));
    LevelRows others =
        writeOthers(
            name,
            plan,
            level,
            mutations.apply(
                name + " other rows", Filter.by(row -> !cyclic.contains(row.getTable()))),
            write);
    return new LevelRows(
        PCollectionList.of(ofCycles.written())
            .and(others.written())
            .apply(name + " flatten all written rows", Flatten.pCollections()),
        PCollectionList.of(ofCycles.failed())
            .and(others.failed())
            .apply(name + " flatten all failed rows", Flatten.pCollections()));
  }

  private static LevelRows writeOthers(
      String name,
      ImportPlan plan,
      LoadStage level,
      PCollection<Mutation> mutations,
      WriteRows write) {
    WriteRowsResult first = mutations.apply(name + " write rows", write);
    return level.selfReferencing().isEmpty()
        ? LevelRows.of(first)
        : SecondPass.after(first, write, name, plan.schema(), level.selfReferencing());
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

  private static CompletionSignals signals(
      List<PCollection<Mutation>> written,
      List<PCollection<String>> rejected,
      List<PCollection<?>> ends) {
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

  /** The tables of a level; the first level also takes records of unknown tables. */
  private static RecordFilter tablesOf(List<LoadStage> levels, int level) {
    return level == 0
        ? RecordFilter.allBut(
            levels.stream()
                .skip(1)
                .flatMap(later -> later.tables().stream())
                .collect(toImmutableSet()))
        : RecordFilter.only(levels.get(level).tables());
  }

  /**
   * The files that hold rows of a stage, in the order of its levels, each with the number of its
   * load. Those of rejected records may hold rows of any table and are read for each level.
   */
  private static ImmutableList<KV<Integer, String>> files(ImportPlan plan, LoadStage stage) {
    Map<String, Integer> order = new HashMap<>();
    stage.tables().forEach(table -> order.put(table, order.size()));
    List<KV<Integer, String>> files = new ArrayList<>();
    IntStream.range(0, plan.loads().size())
        .filter(i -> isOf(plan.loads().get(i), order.keySet()))
        .boxed()
        .sorted(comparing(i -> order.getOrDefault(plan.loads().get(i).tableOrNull(), 0)))
        .forEach(i -> plan.loads().get(i).files().forEach(file -> files.add(KV.of(i, file))));
    return ImmutableList.copyOf(files);
  }

  private static boolean isOf(TableLoad load, Set<String> tables) {
    return load.isOfRejected() || tables.contains(load.tableOrNull());
  }

  /** Names the files of a level. */
  private record ListFiles(ImmutableList<KV<Integer, String>> files)
      implements SerializableFunction<Void, Iterable<KV<Integer, String>>> {
    @Override
    public Iterable<KV<Integer, String>> apply(Void turn) {
      return files;
    }
  }
}
