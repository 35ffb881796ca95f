package dev.lintel.pipeline.purge;

import com.google.cloud.spanner.Key;
import dev.lintel.coders.KeyCoder;
import dev.lintel.pipeline.files.UnpackLimit;
import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.job.JobContext;
import dev.lintel.pipeline.job.RejectedRecords;
import dev.lintel.pipeline.job.WaitForAll;
import dev.lintel.pipeline.ledger.LedgerGate;
import dev.lintel.pipeline.ledger.RunLedger;
import dev.lintel.pipeline.reading.ReadRecords;
import dev.lintel.pipeline.reading.ReadRecordsResult;
import dev.lintel.transforms.DeleteRows;
import dev.lintel.transforms.ReadRows;
import dev.lintel.transforms.ReadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * The graph of a purge: it reads the keys, finds the rows that depend on these, checks their
 * number, and deletes the rows table by table.
 */
final class PurgePipeline {
  private final PurgeOptions options;
  private final JobContext context;
  private final PurgePreflight.Checked checked;
  private final PurgePlan plan;
  private final RejectedRecords rejectedRecords;
  private final List<PCollection<String>> rejected = new ArrayList<>();
  private final List<PCollection<?>> ends = new ArrayList<>();
  private Optional<PCollection<Key>> deleted = Optional.empty();

  PurgePipeline(
      PurgeOptions options,
      JobContext context,
      PurgePreflight.Checked checked,
      RejectedRecords rejectedRecords) {
    this.options = options;
    this.context = context;
    this.checked = checked;
    this.plan = checked.plan();
    this.rejectedRecords = rejectedRecords;
  }

  /** Adds the purge to a pipeline; returns its completion signals. */
  Supplier<CompletionSignals> build(Pipeline pipeline) {
    PCollection<FoundRow> found = find(keys(pipeline));
    ends.add(found.apply("Count rows", ParDo.of(new CountRowsFn(plan))));
    List<PCollection<?>> before = new ArrayList<>();
    if (plan.isCheckedFirst()) {
      before.add(check(pipeline, found));
      ends.addAll(before);
    }
    if (!plan.isDryRun()) {
      if (plan.archive().isPresent()) {
        before = List.of(archive(found, before));
        ends.addAll(before);
      }
      DeleteStages.Result result = new DeleteStages(plan, delete()).add(found, before);
      rejected.add(result.failed());
      deleted = Optional.of(result.deleted());
    }
    if (!rejected.isEmpty()) {
      rejectedRecords.write(PCollectionList.of(rejected)).ifPresent(ends::add);
    }
    return this::signals;
  }

  /** One element, once all rows are in the archive. */
  private PCollection<String> archive(PCollection<FoundRow> found, List<PCollection<?>> before) {
    RelatedTables related = plan.related();
    return found
        .apply("Wait to archive", WaitForAll.of(before))
        .apply("Select rows to archive", Filter.by(row -> !row.isInTheWay()))
        .apply(
            "Name tables",
            MapElements.into(new TypeDescriptor<KV<String, Key>>() {})
                .via(row -> KV.of(related.name(row.table()), row.key())))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), KeyCoder.of()))
        .apply(
            "Archive",
            plan.archive().orElseThrow().write(context.config(), plan.bound(), plan.requests()));
  }

  private CompletionSignals signals() {
    CompletionSignals signals = CompletionSignals.none();
    if (deleted.isPresent()) {
      signals = signals.withWritten("deleted rows", deleted.get());
    }
    if (!rejected.isEmpty()) {
      signals =
          signals.withFailed(
              "rejected records",
              PCollectionList.of(rejected)
                  .apply("Flatten rejected records", Flatten.pCollections()));
    }
    for (PCollection<?> end : ends) {
      signals = signals.withOther(end);
    }
    return signals;
  }

  private DeleteRows delete() {
    DeleteRows delete =
        DeleteRows.from(context.config())
            .withSchema(checked.schema())
            .withRequestOptions(plan.requests());
    if (options.getRowsPerSecond() != null) {
      delete = delete.withRowsPerSecond(options.getRowsPerSecond());
    }
    if (options.getJobKey() != null) {
      delete = delete.withGate(LedgerGate.of(ledger(), options.getJobKey()));
    }
    return options.getMaxCommitLatencyMillis() == null
        ? delete
        : delete.withMaxCommitLatency(Duration.ofMillis(options.getMaxCommitLatencyMillis()));
  }

  private RunLedger ledger() {
    String other = options.getLedgerDatabaseId();
    return new RunLedger(
        other == null ? context.config() : context.config().withDatabase(other),
        DatabaseAccess.requestTimeout(options));
  }

  private PCollection<Key> keys(Pipeline pipeline) {
    if (plan.source() instanceof KeySource.OfFiles files) {
      return distinct(ofFiles(pipeline, files));
    }
    var query = (KeySource.OfQuery) plan.source();
    PCollection<Key> keys =
        pipeline.apply(
            "Read keys",
            ReadRows.from(context.config())
                .withTimestampBound(plan.bound())
                .withRequestOptions(DatabaseAccess.requestOptions(options))
                .withRead("Keys", ReadSpec.ofQuery(query.sql()))
                .perPartition(new EmitKeysFn(query.positions()), KeyCoder.of()));
    return query.isLoose() ? distinct(keys) : keys;
  }

  private static PCollection<Key> distinct(PCollection<Key> keys) {
    return keys.apply("Take each key once", KeyShards.distinct());
  }

  private PCollection<Key> ofFiles(Pipeline pipeline, KeySource.OfFiles source) {
    ReadRecordsResult<Key> records =
        pipeline
            .apply("Start to read", Create.of((Void) null).withCoder(VoidCoder.of()))
            .apply(
                "Read keys",
                ReadRecords.of(
                    IntStream.range(0, source.files().size()).boxed().toList(),
                    new KeyFiles(
                        source.files(),
                        KeyFiles.keysOf(plan.related().table(0)),
                        checked.settings(),
                        UnpackLimit.of(options)),
                    KeyCoder.of(),
                    pipeline.getOptions()));
    rejected.add(records.getRejected());
    return records.getRecords();
  }

  private PCollection<FoundRow> find(PCollection<Key> keys) {
    PCollection<FoundRow> found =
        keys.apply("Find rows", ParDo.of(new FindRowsFn(context.config(), plan)))
            .setCoder(new FoundRow.Coder());
    return plan.related().mayRepeat()
        ? found.apply("Take each row once", new TakeRowsOnce())
        : found;
  }

  /** One element, once the rows have been found to be neither in the way nor too many. */
  private PCollection<Integer> check(Pipeline pipeline, PCollection<FoundRow> found) {
    PCollectionView<Map<Integer, Long>> deleted = counts("rows to delete", found, false);
    PCollectionView<Map<Integer, Long>> inTheWay = counts("rows in the way", found, true);
    return pipeline
        .apply("Start", Create.of(0))
        .apply(
            "Check rows",
            ParDo.of(new CheckRowsFn(plan, deleted, inTheWay)).withSideInputs(deleted, inTheWay));
  }

  private static PCollectionView<Map<Integer, Long>> counts(
      String name, PCollection<FoundRow> found, boolean inTheWay) {
    return found
        .apply("Select " + name, Filter.by(row -> row.isInTheWay() == inTheWay))
        .apply(
            "Tables of " + name, MapElements.into(TypeDescriptors.integers()).via(FoundRow::table))
        .apply("Count " + name, Count.perElement())
        .apply("Map " + name, View.asMap());
  }
}
