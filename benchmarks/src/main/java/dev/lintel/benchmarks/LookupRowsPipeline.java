package dev.lintel.benchmarks;

import com.google.cloud.spanner.Key;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.transforms.LookupRows;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;

/**
 * Lintel's LookupRows with its defaults: an element for each key.
 *
 * @param schema the schema, where the server cannot be asked for it
 */
record LookupRowsPipeline(int count, Optional<DatabaseSchema> schema) implements RowReader {

  LookupRowsPipeline(int count) {
    this(count, Optional.empty());
  }

  @Override
  public long read(EmulatorDatabase source) {
    Pipeline pipeline = TunedPipeline.create();
    var lookUp =
        LookupRows.<Long>from(LintelConfig.of(source))
            .withTable(SampleRows.TABLE)
            .withColumns(SampleRows.COLUMNS)
            .withKeys(key -> List.of(Key.of(key)));
    var found =
        pipeline
            .apply("Keys", new SampleKeys(count))
            .apply("Look up", schema.map(lookUp::withSchema).orElse(lookUp))
            .getFound();
    return CountedRows.of(pipeline, found);
  }
}
