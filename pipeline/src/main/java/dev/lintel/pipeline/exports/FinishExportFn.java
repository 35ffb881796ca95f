package dev.lintel.pipeline.exports;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Makes an export of the files, when all of them are there. Can be tried again at any point. */
final class FinishExportFn extends DoFn<KV<Integer, Iterable<WrittenFile>>, String> {
  private final ExportPlan plan;

  FinishExportFn(ExportPlan plan) {
    this.plan = plan;
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<WrittenFile>> files, OutputReceiver<String> folder)
      throws IOException {
    new ExportFinish(plan).finish(ImmutableList.copyOf(files.getValue()));
    folder.output(plan.folder());
  }
}
