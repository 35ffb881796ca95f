package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.transforms.ReadRows;
import org.apache.beam.sdk.Pipeline;

/** Lintel's ReadRows with its defaults. */
record ReadRowsPipeline() implements RowReader {

  @Override
  public long read(EmulatorDatabase source) {
    Pipeline pipeline = TunedPipeline.create();
    var config = LintelConfig.of(source);
    var rows =
        pipeline
            .apply(
                "Read",
                ReadRows.from(config)
                    .withTable(SampleRows.TABLE, SampleRows.COLUMNS.toArray(String[]::new)))
            .getRows();
    return CountedRows.of(pipeline, rows);
  }
}
