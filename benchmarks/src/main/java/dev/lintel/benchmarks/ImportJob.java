package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import java.nio.file.Path;
import java.util.List;

/** The whole of {@code ./lintel import}, with its checks before and its report at the end. */
record ImportJob(Path file) implements WriteMethod {

  @Override
  public void write(SampleRows rows, EmulatorDatabase target) {
    JobRunner.run(
        target,
        List.of(
            "import",
            "--spannerProjectId=" + target.projectId(),
            "--instanceId=" + target.instanceId(),
            "--databaseId=" + target.databaseId(),
            "--input=" + file,
            "--tableName=" + SampleRows.TABLE));
  }
}
