package dev.lintel.benchmarks;

import java.util.List;

/** {@code ./lintel --help}, and a JVM that does nothing; whole processes. */
record ProcessHelpPairing() implements Pairing {

  @Override
  public String name() {
    return "process-help";
  }

  @Override
  public Names names() {
    return new Names("./lintel --help, whole process", "./lintel --help", "", "java -version");
  }

  @Override
  public List<PairingResult> measure(BenchRun run) throws Exception {
    var programs = Programs.ready(run.home());
    return List.of(
        run.compareProcesses(
            name(),
            "none",
            "s",
            Sides.of(new Side("./lintel --help", programs::help))
                .withLimit(new Side("java -version", Programs::emptyJvm))));
  }
}
