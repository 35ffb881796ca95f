package dev.lintel.pipeline.imports;

import com.google.cloud.spanner.Mutation;
import dev.lintel.failure.FailedRecord;
import dev.lintel.transforms.WriteRowsResult;
import org.apache.beam.sdk.values.PCollection;

/** What has become of the rows of a level. */
record LevelRows(PCollection<Mutation> written, PCollection<FailedRecord<Mutation>> failed) {
  static LevelRows of(WriteRowsResult result) {
    return new LevelRows(result.getWritten(), result.getFailed());
  }
}
