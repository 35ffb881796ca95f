package dev.lintel.pipeline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a run on this machine differs from what the direct runner does when left alone. */
final class LocalRunDefaults {

  private static final String DIRECT_RUNNER = "DirectRunner";

  private static final Map<String, String> DEFAULTS =
      Map.of(
          // Checks for users' mistakes, which encode and compare every element between any two
          // steps: most of the runner's time. The tests run with them.
          "enforceImmutability", "false",
          "enforceEncodability", "false",
          // So that progress can be shown meanwhile.
          "blockOnRun", "false",
          // The runner's monitor runs on a thread of the same pool, and never rests while another
          // one is free: with a thread for every processor it takes a whole one from whoever works.
          "targetParallelism", String.valueOf(threads(Runtime.getRuntime().availableProcessors())));

  private LocalRunDefaults() {}

  static int threads(int processors) {
    return Math.max(1, processors - 1);
  }

  /** The arguments that go before the user's own, given which options those set. */
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
