package dev.lintel.pipeline.verify;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.files.AtomicFile;
import dev.lintel.pipeline.files.FileLineage;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Writes the differences of the schemas to their file, if there are any and files are asked for.
 */
final class WriteSchemaFn extends DoFn<String, Void> {
  private final ResultPlaces places;
  private final ImmutableList<String> lines;

  WriteSchemaFn(ResultPlaces places, ImmutableList<String> lines) {
    this.places = places;
    this.lines = lines;
  }

  @ProcessElement
  public void process() throws IOException {
    if (places.schemaDifferences().isPresent() && !lines.isEmpty()) {
      AtomicFile.write(places.schemaDifferences().get(), String.join("\n", lines) + "\n");
      FileLineage.written(List.of(places.schemaDifferences().get()));
    }
  }
}
