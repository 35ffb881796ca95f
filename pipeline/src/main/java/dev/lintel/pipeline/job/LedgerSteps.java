package dev.lintel.pipeline.job;

import dev.lintel.pipeline.ledger.RunLedger;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * What a recorded run adds to its pipeline.
 *
 * @param maxFailures how many rejected records are put up with
 */
record LedgerSteps(RunLedger ledger, String job, String jobKey, String runId, long maxFailures) {

  /** Notes at the beginning which Dataflow job it is. */
  void addFirst(Pipeline pipeline) {
    pipeline
        .apply("Run", Create.of(runId))
        .apply("Note the Dataflow job", ParDo.of(new NameDataflowJobFn(ledger, jobKey)));
  }

  /** Marks it as succeeded when all of that is done. */
  void addLast(Pipeline pipeline, CompletionSignals done) {
    PCollectionView<Long> written = sum(pipeline, "Written in all", done.written());
    PCollectionView<Long> failed = sum(pipeline, "Failed in all", done.failed());
    PCollectionView<List<KV<String, KV<String, String>>>> windows =
        done.windows()
            .orElseGet(
                () -> pipeline.apply("No windows", Create.empty(CompletionSignals.WINDOW_CODER)))
            .apply("Windows", View.asList());
    List<PCollection<?>> signals = new ArrayList<>(done.others());
    signals.addAll(done.written());
    signals.addAll(done.failed());
    done.windows().ifPresent(signals::add);
    pipeline
        .apply("End of the run", Create.of(runId))
        .apply("Wait for everything", Wait.on(signals))
        .apply(
            "Record success",
            ParDo.of(
                    new SucceedFn(
                        ledger, job, jobKey, runId, maxFailures, written, failed, windows))
                .withSideInputs(written, failed, windows));
  }

  private static PCollectionView<Long> sum(
      Pipeline pipeline, String name, List<PCollection<Long>> numbers) {
    PCollection<Long> all =
        numbers.isEmpty()
            ? pipeline.apply(name + " (none)", Create.empty(VarLongCoder.of()))
            : PCollectionList.of(numbers).apply(name + " (all)", Flatten.pCollections());
    return all.apply(name, Sum.longsGlobally().asSingletonView());
  }
}
