package dev.lintel.pipeline.files;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * The sample data, which lies beside the repository, or where the system property {@code
 * lintel.sampleData} says.
 */
public final class SampleData {
  private SampleData() {}

  /** A file or folder of it; without the data, the test that asks is left out. */
  public static Path path(String name) {
    Path path = Path.of(System.getProperty("lintel.sampleData", "../../shared/data")).resolve(name);
    assumeTrue(Files.exists(path), () -> "no sample data at " + path.toAbsolutePath());
    return path;
  }

  public static DataFile file(Path path) {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    return new DataFile(FileSystems.matchNewResource(path.toAbsolutePath().toString(), false));
  }
}
