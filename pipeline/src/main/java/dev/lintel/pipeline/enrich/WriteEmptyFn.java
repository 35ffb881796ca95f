package dev.lintel.pipeline.enrich;

import dev.lintel.pipeline.files.CountedOutput;
import dev.lintel.pipeline.files.FileLineage;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Writes a file without records if no record was written: not every runner writes one then, and
 * readers of the output expect a header or a schema. Can be tried again.
 */
final class WriteEmptyFn extends DoFn<Long, Void> {
  private final EnrichPlan plan;
  private final OutputPrefix prefix;

  WriteEmptyFn(EnrichPlan plan, OutputPrefix prefix) {
    this.plan = plan;
    this.prefix = prefix;
  }

  @ProcessElement
  public void process(@Element Long records) throws IOException {
    // The name that Beam gives to the only shard.
    String name = "%s-00000-of-00001.%s".formatted(prefix, plan.format().extension());
    if (records > 0) {
      FileLineage.writtenByBeam(name);
      return;
    }
    try (var out =
        CountedOutput.create(FileSystems.matchNewResource(name, /* isDirectory= */ false))) {
      plan.open(out).close();
    }
    FileLineage.written(List.of(name));
  }
}
