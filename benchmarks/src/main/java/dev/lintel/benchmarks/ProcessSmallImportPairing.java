package dev.lintel.benchmarks;

import java.util.List;

/** {@code ./lintel import} of 100 rows, which is almost only its start; whole processes. */
record ProcessSmallImportPairing() implements Pairing {
  private static final int ROWS = 100;

  @Override
  public String name() {
    return "process-import-100";
  }

  @Override
  public Names names() {
    return new Names(
        "./lintel import of 100 rows, whole process",
        "./lintel import",
        "TextIO.read and SpannerIO.write",
        "plain client");
  }

  @Override
  public List<PairingResult> measure(BenchRun run) throws Exception {
    return List.of(ProcessImportPairing.ofCsv(name(), run, ROWS));
  }
}
