package dev.lintel.pipeline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The options of the direct runner whose defaults differ here from its own. */
final class LocalRunDefaults {

  private static final String DIRECT_RUNNER = "DirectRunner";

  private static final Map<String, String> DEFAULTS =
      Map.of(
          // These checks for mistakes in user code encode and compare every element between two
          // steps, and take most of the runner's time. The tests run with them.
          "enforceImmutability", "false",
          "enforceEncodability", "false",
          // So that progress can be shown during the run.
          "blockOnRun", "false",
          // The runner's monitor runs on a thread of the same pool, and is busy while any other
          // thread is free: with a thread for each processor, it would take a processor from the
          // work.
          "targetParallelism", String.valueOf(threads(Runtime.getRuntime().availableProcessors())));

  private LocalRunDefaults() {}

  static int threads(int processors) {
    return Math.max(1, processors - 1);
  }

  /** The arguments to put before the user's own, without those that the user has set. */
  static List<String> before(Map<String, List<String>> given) {
    String runner = given.getOrDefault("runner", List.of(DIRECT_RUNNER)).get(0);
    if (!runner.equalsIgnoreCase(DIRECT_RUNNER)
        && !runner.equals("org.apache.beam.runners.direct.DirectRunner")) {
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
}
