package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import dev.lintel.coders.FailedRecordCoder;
import dev.lintel.coders.TypedStructCoder;
import dev.lintel.pipeline.files.UnpackLimit;
import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.RejectedRecords;
import dev.lintel.pipeline.reading.ReadRecords;
import dev.lintel.pipeline.reading.ReadRecordsResult;
import dev.lintel.pipeline.summary.CountWrittenFn;
import dev.lintel.transforms.LookupRows;
import dev.lintel.transforms.LookupRowsResult;
import dev.lintel.transforms.ReadRows;
import dev.lintel.transforms.StructKeys;
import dev.lintel.transforms.WhenMissing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * The graph of an enrichment: it reads the records, makes one lookup after the other, and writes
 * the records.
 */
final class EnrichPipeline {
  private final EnrichPlan plan;
  private final List<PCollection<String>> rejected = new ArrayList<>();

  private EnrichPipeline(EnrichPlan plan) {
    this.plan = plan;
  }

  /** The name of the step of a lookup; its figures are read back by it. */
  static String stepOf(PlannedLookup lookup) {
    return "Look up " + lookup.name();
  }

  /**
   * Adds the enrichment to a pipeline.
   *
   * @param files the files to read; empty for a query
   * @param unpackLimit how much content a compressed one may have
   * @param read from the database, without anything to read yet
   * @param lookUp in the database, without a table yet
   * @param prefix of the files that are written, up to the number of the shard
   * @return completion signals; calling it adds the steps that count rows
   */
  static Supplier<CompletionSignals> build(
      Pipeline pipeline,
      EnrichPlan plan,
      List<String> files,
      UnpackLimit unpackLimit,
      ReadRows read,
      LookupRows<Struct> lookUp,
      RejectedRecords rejectedRecords,
      OutputPrefix prefix) {
    var graph = new EnrichPipeline(plan);
    PCollection<Struct> records =
        plan.queryOrNull() == null
            ? graph.readFiles(pipeline, files, unpackLimit)
            : graph.readQuery(pipeline, read);
    records.setCoder(TypedStructCoder.of(plan.elementType(0)));
    for (int i = 0; i < plan.lookups().size(); i++) {
      records = graph.lookUp(records, plan.lookups().get(i), lookUp);
      records.setCoder(TypedStructCoder.of(plan.elementType(i + 1)));
    }
    List<PCollection<?>> ends = new ArrayList<>();
    ends.add(
        records.apply(
            "Count written", ParDo.of(new CountWrittenFn<Struct>(element -> EnrichPlan.RECORDS))));
    ends.add(
        records
            .apply(
                "Write records",
                FileIO.<Struct>write()
                    .via(new EnrichedSink(plan))
                    .to(prefix.folder())
                    .withPrefix(prefix.name())
                    .withSuffix("." + plan.format().extension()))
            .getPerDestinationOutputFilenames());
    PCollection<Long> number = records.apply("Count records", Count.globally());
    ends.add(number.apply("Write file without records", ParDo.of(new WriteEmptyFn(plan, prefix))));
    if (!graph.rejected.isEmpty()) {
      rejectedRecords.write(PCollectionList.of(graph.rejected)).ifPresent(ends::add);
    }
    return () -> graph.signals(number, ends);
  }

  private CompletionSignals signals(PCollection<Long> number, List<PCollection<?>> ends) {
    CompletionSignals signals = CompletionSignals.none().withWrittenNumbers(number);
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

  private PCollection<Struct> readFiles(
      Pipeline pipeline, List<String> files, UnpackLimit unpackLimit) {
    ReadRecordsResult<Struct> records =
        pipeline
            .apply("Start", Create.of((Void) null).withCoder(VoidCoder.of()))
            .apply(
                "Read records",
                ReadRecords.of(
                    files,
                    EnrichFiles.of(plan, unpackLimit),
                    TypedStructCoder.of(plan.elementType(0)),
                    pipeline.getOptions()));
    rejected.add(records.getRejected());
    // The records are not redistributed after this: those that are read one after the other share
    // the lookups of their keys.
    return records.getRecords();
  }

  private PCollection<Struct> readQuery(Pipeline pipeline, ReadRows read) {
    return pipeline
        .apply("Run query", read.withQuery("Query", Statement.of(plan.queryOrNull())))
        .getRows()
        .apply("Convert rows", ParDo.of(new RowToElementFn(plan)));
  }

  private PCollection<Struct> lookUp(
      PCollection<Struct> records, PlannedLookup lookup, LookupRows<Struct> lookUp) {
    LookupRows<Struct> byKey =
        lookUp
            .withTable(lookup.table())
            .withColumns(lookup.columns())
            .withKeys(StructKeys.ofPositions(lookup.keyPositions()))
            .withWhenMissing(
                switch (lookup.whenMissing()) {
                  case NULL -> WhenMissing.EMPTY;
                  case DROP -> WhenMissing.DROP;
                  case FAIL, DEAD_LETTER -> WhenMissing.SIDE_OUTPUT;
                });
    if (lookup.indexOrNull() != null) {
      byKey = byKey.withIndex(lookup.indexOrNull());
    }
    LookupRowsResult<Struct> result = records.apply(stepOf(lookup), byKey);
    rejected.add(
        result
            .getFailed()
            .apply("Describe failed " + lookup.name(), ParDo.of(new RejectFn(plan, lookup))));
    if (lookup.whenMissing() == MissingPolicy.FAIL
        || lookup.whenMissing() == MissingPolicy.DEAD_LETTER) {
      rejected.add(
          result
              .getMissing()
              .apply("Collect missing " + lookup.name(), ParDo.of(new MissingFn(lookup)))
              .setCoder(FailedRecordCoder.of(records.getCoder()))
              .apply("Reject missing " + lookup.name(), ParDo.of(new RejectFn(plan, lookup))));
    }
    return result.getFound().apply("Add " + lookup.name(), ParDo.of(new AddColumnsFn(lookup)));
  }
}
