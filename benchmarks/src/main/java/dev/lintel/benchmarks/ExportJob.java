package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import java.nio.file.Path;
import java.util.List;

/** The whole of {@code ./lintel export}, with its checks before and its report at the end. */
record ExportJob() implements ExportMethod {

  @Override
  public void export(EmulatorDatabase source, Path folder) {
    JobRunner.run(
        source,
        List.of(
            "export",
            "--spannerProjectId=" + source.projectId(),
            "--instanceId=" + source.instanceId(),
            "--databaseId=" + source.databaseId(),
            "--outputDir=" + folder));
  }
}
