package dev.lintel.pipeline.verify;

import com.google.cloud.spanner.TimestampBound;
import com.google.common.collect.ImmutableMap;
import dev.lintel.compare.CompareTables;
import dev.lintel.compare.CompareTablesResult;
import dev.lintel.compare.RecheckDifferences;
import dev.lintel.compare.RowDifference;
import dev.lintel.compare.RowDifferenceCoder;
import dev.lintel.compare.TableComparison;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.exportfolder.FileStems;
import dev.lintel.pipeline.files.UnpackLimit;
import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.summary.RunId;
import dev.lintel.pipeline.verify.VerifyPlan.OfDatabase;
import dev.lintel.pipeline.verify.VerifyPlan.OfFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * The graph of a comparison.
 *
 * @param config how to connect to the checked database
 */
record VerifyPipeline(
    VerifyPlan plan,
    VerifyOptions options,
    ConnectionConfig config,
    RunId runId,
    ResultPlaces places) {

  /**
   * Adds the comparison to a pipeline.
   *
   * @return completion signals
   */
  Supplier<CompletionSignals> build(Pipeline pipeline) {
    List<PCollection<?>> ends = new ArrayList<>();
    ends.add(writeSchemaDifferences(pipeline));
    PCollection<RowDifference> differences =
        plan.tables().isEmpty()
            ? pipeline.apply("No rows to compare", Create.empty(RowDifferenceCoder.of()))
            : differences(pipeline, ends)
                .apply("Count differences", ParDo.of(new CountDifferencesFn()))
                .setCoder(RowDifferenceCoder.of());
    ends.add(differences);
    if (places.isAny()) {
      ends.add(write(differences));
    }
    if (options.getRunner() == DataflowRunner.class && options.getJobKey() == null) {
      findings(differences).apply("Report differences", ParDo.of(new AlertFn(runId.toString())));
    }
    return () -> {
      CompletionSignals signals = CompletionSignals.none().withFindings(findings(differences));
      for (PCollection<?> end : ends) {
        signals = signals.withOther(end);
      }
      return signals;
    };
  }

  private PCollection<String> findings(PCollection<RowDifference> differences) {
    return differences
        .apply("Sum differences", Count.globally())
        .apply(
            "Describe differences",
            ParDo.of(new DescribeDifferencesFn(plan.schemas().notCompared().size())));
  }

  /**
   * Compares the rows.
   *
   * @param ends takes what else has to be waited for
   */
  private PCollection<RowDifference> differences(Pipeline pipeline, List<PCollection<?>> ends) {
    if (plan.reference() instanceof OfFolder of) {
      return FolderRows.differences(
          pipeline,
          plan.tables(),
          of.folder(),
          UnpackLimit.of(options),
          DatabaseAccess.readRows(options, config, TimestampBound.ofReadTimestamp(plan.snapshot())),
          ends);
    }
    var of = (OfDatabase) plan.reference();
    CompareTables compare =
        CompareTables.between(of.config(), config)
            .at(plan.snapshot(), plan.snapshot())
            .withRequestOptions(DatabaseAccess.requestOptions(options));
    for (TableComparison table : plan.tables()) {
      compare = compare.withTable(table);
    }
    CompareTablesResult result = pipeline.apply("Compare tables", compare);
    ends.add(result.getCounts().apply("Count compared rows", ParDo.of(new CountComparedFn())));
    if (options.getRecheckSeconds() == null) {
      return result.getDifferences();
    }
    return result
        .getDifferences()
        .apply(
            "Recheck",
            new LaterLooks(
                Duration.ofSeconds(options.getRecheckSeconds()),
                RecheckDifferences.between(of.config(), config)
                    .withTables(plan.tables())
                    .withRequestOptions(DatabaseAccess.requestOptions(options))));
  }

  private PCollection<Void> write(PCollection<RowDifference> differences) {
    ImmutableMap<String, String> stems =
        FileStems.visible(plan.tables().stream().map(TableComparison::getTable).toList());
    return differences
        .apply(
            "Key by table",
            WithKeys.of(RowDifference::getTable).withKeyType(TypeDescriptors.strings()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), RowDifferenceCoder.of()))
        .apply("Group by table", GroupByKey.create())
        .apply("Write differences", ParDo.of(new WriteDifferencesFn(plan.tables(), stems, places)));
  }

  /** They are known already, but a launch of a template must not write them itself. */
  private PCollection<Void> writeSchemaDifferences(Pipeline pipeline) {
    return pipeline
        .apply("Start", Create.of("").withCoder(StringUtf8Coder.of()))
        .apply(
            "Write schema differences",
            ParDo.of(
                new WriteSchemaFn(places, DifferenceJson.linesOf(plan.schemas().differences()))));
  }
}
