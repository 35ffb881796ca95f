package dev.lintel.pipeline.verify;

import com.google.cloud.spanner.TimestampBound;
import com.google.common.collect.ImmutableMap;
import dev.lintel.compare.RowDifference;
import dev.lintel.compare.RowDifferenceCoder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.exportfolder.FileStems;
import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.verify.VerifyPlan.OfFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
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
    VerifyPlan plan, VerifyOptions options, ConnectionConfig config, ResultPlaces places) {

  /**
   * Adds the comparison to a pipeline.
   *
   * @return completion signals
   */
  Supplier<CompletionSignals> build(Pipeline pipeline) {
    List<PCollection<?>> ends = new ArrayList<>();
    ends.add(writeSchemaDifferences(pipeline));
    if (!plan.tables().isEmpty()) {
      PCollection<RowDifference> differences =
          differences(pipeline)
              .apply("Count differences", ParDo.of(new CountDifferencesFn()))
              .setCoder(RowDifferenceCoder.of());
      ends.add(differences);
      if (places.isAny()) {
        ends.add(write(differences));
      }
    }
    return () -> {
      CompletionSignals signals = CompletionSignals.none();
      for (PCollection<?> end : ends) {
        signals = signals.withOther(end);
      }
      return signals;
    };
  }

  private PCollection<RowDifference> differences(Pipeline pipeline) {
    if (plan.reference() instanceof OfFolder of) {
      return FolderRows.differences(
          pipeline,
          plan.tables(),
          of.folder(),
          DatabaseAccess.readRows(
              options, config, TimestampBound.ofReadTimestamp(plan.snapshot())));
    }
    throw new UnsupportedOperationException("not yet");
  }

  private PCollection<Void> write(PCollection<RowDifference> differences) {
    ImmutableMap<String, String> stems =
        FileStems.visible(plan.tables().stream().map(table -> table.getTable()).toList());
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
