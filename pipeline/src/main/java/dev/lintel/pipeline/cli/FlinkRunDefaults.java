package dev.lintel.pipeline.cli;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The options of the Flink runner whose defaults differ here from its own. */
final class FlinkRunDefaults {

  private static final ImmutableMap<String, String> DEFAULTS =
      ImmutableMap.of(
          // So that progress can be shown during the run, and a run that has lost its job key can
          // be
          // stopped.
          "attachedMode", "false",
          // In seconds; the end of a job is noticed after that time.
          "jobCheckIntervalInSecs", "1",
          // Between two steps the runner would encode, decode and copy every element for the sake
          // of
          // steps that change their input. Lintel's do not: the direct runner checks that in tests.
          "fasterCopy", "true");

  private FlinkRunDefaults() {}

  /** The arguments to put before the user's own, without those that the user has set. */
  static List<String> before(Map<String, List<String>> given) {
    String runner = given.getOrDefault("runner", List.of("")).get(0);
    // Without the runner on the class path these would be unknown, and hide that the runner is.
    if (!isFlink(runner) || !BeamOptions.types().containsKey("attachedMode")) {
      return List.of();
    }
    List<String> args = new ArrayList<>();
    DEFAULTS.forEach(
        (name, value) -> {
          if (!given.containsKey(name)) {
            args.add("--" + name + "=" + value);
          }
        });
    return args;
  }

  private static boolean isFlink(String runner) {
    return runner.equalsIgnoreCase("FlinkRunner")
        || runner.equals("org.apache.beam.runners.flink.FlinkRunner");
  }
}
