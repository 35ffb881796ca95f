package dev.lintel.benchmarks;

import com.google.cloud.spanner.Key;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.transforms.LookupRows;
import java.util.List;
import org.apache.beam.sdk.Pipeline;

/** Lintel's LookupRows with its defaults: an element for each key. */
record LookupRowsPipeline(RunnerChecks checks, int count) implements RowReader {

  @Override
  public long read(EmulatorDatabase source) {
    Pipeline pipeline = checks.newPipeline();
    var config = LintelConfig.of(source);
    var found =
        pipeline
            .apply("Keys", new SampleKeys(count))
            .apply(
                "Look up",
                LookupRows.<Long>from(config)
                    .withTable(SampleRows.TABLE)
                    .withColumns(SampleRows.COLUMNS)
                    .withKeys(key -> List.of(Key.of(key))))
            .getFound();
    return CountedRows.of(pipeline, found);
  }
}
