package dev.lintel.pipeline.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exports.ExportRun;
import dev.lintel.transforms.PacedDirectRunner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs of {@code copy}, as a user would make them. */
public final class CopyRun {
  private CopyRun() {}

  /** Copies with the direct runner's checks, unless the options name another runner. */
  public static CommandRun of(EmulatorDatabase from, EmulatorDatabase to, String... options) {
    List<String> args = new ArrayList<>();
    args.add("copy");
    args.addAll(optionsFor(from, to));
    if (Arrays.stream(options).noneMatch(option -> option.startsWith("--runner="))) {
      args.add("--runner=" + PacedDirectRunner.class.getName());
      args.add("--blockOnRun=false");
    }
    args.addAll(List.of(options));
    return CommandRun.of(Map.of("SPANNER_EMULATOR_HOST", from.host()), args);
  }

  /** The options that name both databases, and turn on the direct runner's checks. */
  static List<String> optionsFor(EmulatorDatabase from, EmulatorDatabase to) {
    return List.of(
        "--sourceProjectId=" + from.projectId(),
        "--sourceInstanceId=" + from.instanceId(),
        "--sourceDatabaseId=" + from.databaseId(),
        "--destinationProjectId=" + to.projectId(),
        "--destinationInstanceId=" + to.instanceId(),
        "--destinationDatabaseId=" + to.databaseId(),
        "--enforceImmutability=true",
        "--enforceEncodability=true",
        "--targetParallelism=3");
  }

  /** The same, and expects that the copy succeeds. */
  public static CommandRun succeeding(
      EmulatorDatabase from, EmulatorDatabase to, String... options) {
    CommandRun run = of(from, to, options);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    return run;
  }

  /** A database of the dialect that is not there yet. */
  static EmulatorDatabase newDatabase(SpannerEmulator emulator, Dialect dialect) {
    return ExportRun.newDatabase(
        emulator,
        new EmulatorDatabase(
            emulator.getHost(), emulator.getProjectId(), emulator.getInstanceId(), "any", dialect));
  }
}
