package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole of {@code ./lintel copy}, with its checks before and its report at the end.
 *
 * @param options further options
 */
record CopyJob(List<String> options) implements CopyMethod {

  @Override
  public void copy(EmulatorDatabase source, EmulatorDatabase target) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "copy",
                "--spannerProjectId=" + source.projectId(),
                "--sourceInstanceId=" + source.instanceId(),
                "--sourceDatabaseId=" + source.databaseId(),
                "--destinationInstanceId=" + target.instanceId(),
                "--destinationDatabaseId=" + target.databaseId()));
    args.addAll(options);
    JobRunner.run(target, args);
  }
}
