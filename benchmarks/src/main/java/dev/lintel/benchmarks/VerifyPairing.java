package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import java.util.List;

/** CompareTables, and SpannerIO.read of both sides with CoGroupByKey; the tables are equal. */
record VerifyPairing() implements Pairing {

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public Names names() {
    return new Names(
        "Comparing two equal tables", "CompareTables", "SpannerIO.read and CoGroupByKey", "");
  }

  @Override
  public List<PairingResult> measure(BenchRun run) throws Exception {
    SpannerServer server = run.servers().emulator();
    int rows = run.extent().rows(200_000, 10_000);
    EmulatorDatabase expected = server.newDatabase(SampleRows.good(rows));
    EmulatorDatabase actual = server.newDatabase(SampleRows.good(rows));
    PairingResult result =
        run.compareRates(
            name(),
            server,
            rows,
            Sides.of(
                    new CompareSide("CompareTables", new CompareTablesPipeline(), expected, actual)
                        .side())
                .withPeer(
                    new CompareSide(
                            "SpannerIO.read and CoGroupByKey",
                            new SpannerIoComparePipeline(),
                            expected,
                            actual)
                        .side()));
    server.drop(expected);
    server.drop(actual);
    return List.of(result);
  }
}
