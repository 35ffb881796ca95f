package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole of {@code ./lintel import}, with its checks before and its report at the end.
 *
 * @param input the options that name the files
 */
record ImportJob(List<String> input) implements WriteMethod {

  static ImportJob ofFile(Path file) {
    return new ImportJob(List.of("--input=" + file, "--tableName=" + SampleRows.TABLE));
  }

  static ImportJob ofExport(Path folder) {
    return new ImportJob(List.of("--inputDir=" + folder));
  }

  @Override
  public void write(SampleRows rows, EmulatorDatabase target) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "import",
                "--spannerProjectId=" + target.projectId(),
                "--instanceId=" + target.instanceId(),
                "--databaseId=" + target.databaseId()));
    args.addAll(input);
    JobRunner.run(target, args);
  }
}
