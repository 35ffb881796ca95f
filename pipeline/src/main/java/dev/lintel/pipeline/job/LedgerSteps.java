package dev.lintel.pipeline.job;

import dev.lintel.pipeline.ledger.RunLedger;
import dev.lintel.pipeline.ledger.TableWindow;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * The steps that a recorded run adds to its pipeline.
 *
 * @param maxFailures how many rejected records are allowed
 */
record LedgerSteps(RunLedger ledger, String job, String jobKey, String runId, long maxFailures) {

  /** Records at the beginning which Dataflow job the run has become. */
  void addFirst(Pipeline pipeline) {
    pipeline
        .apply("Create the run id", Create.of(runId))
        .apply("Record the Dataflow job", ParDo.of(new NameDataflowJobFn(ledger, jobKey)));
  }

  /** Records at the end that the run succeeded, after all of these signals. */
  void addLast(Pipeline pipeline, CompletionSignals signals) {
    PCollectionView<Long> written = sum(pipeline, "written rows", signals.written());
    PCollectionView<Long> failed = sum(pipeline, "failed rows", signals.failed());
    PCollectionView<List<TableWindow>> windows =
        signals
            .windows()
            .orElseGet(
                () -> pipeline.apply("Create no windows", Create.empty(new TableWindow.Coder())))
            .apply("List windows", View.asList());
    PCollectionView<List<String>> findings =
        signals
            .findings()
            .orElseGet(
                () -> pipeline.apply("Create no findings", Create.empty(StringUtf8Coder.of())))
            .apply("List findings", View.asList());
    List<PCollection<?>> awaited = new ArrayList<>(signals.others());
    awaited.addAll(signals.written());
    awaited.addAll(signals.failed());
    signals.windows().ifPresent(awaited::add);
    signals.findings().ifPresent(awaited::add);
    pipeline
        .apply("Create the run id to record", Create.of(runId))
        .apply("Wait for all results", WaitForAll.of(awaited))
        .apply(
            "Record success",
            ParDo.of(
                    new SucceedFn(
                        ledger,
                        job,
                        jobKey,
                        runId,
                        maxFailures,
                        written,
                        failed,
                        windows,
                        findings))
                .withSideInputs(written, failed, windows, findings));
  }

  private static PCollectionView<Long> sum(
      Pipeline pipeline, String name, List<PCollection<Long>> numbers) {
    PCollection<Long> all =
        numbers.isEmpty()
            ? pipeline.apply("Create no " + name, Create.empty(VarLongCoder.of()))
            : PCollectionList.of(numbers)
                .apply("Flatten counts of " + name, Flatten.pCollections());
    return all.apply("Sum " + name, Sum.longsGlobally().asSingletonView());
  }
}
