package dev.lintel.pipeline.load;

import com.google.cloud.spanner.Mutation;
import dev.lintel.failure.FailedRecord;
import dev.lintel.transforms.WriteRowsResult;
import org.apache.beam.sdk.values.PCollection;

/** What has become of the rows of a level. */
public record LevelRows(PCollection<Mutation> written, PCollection<FailedRecord<Mutation>> failed) {
  public static LevelRows of(WriteRowsResult result) {
    return new LevelRows(result.getWritten(), result.getFailed());
  }
}
