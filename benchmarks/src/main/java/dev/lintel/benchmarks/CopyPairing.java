package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import java.util.List;

/** {@code ./lintel copy}, and SpannerIO.read with SpannerIO.write. */
record CopyPairing() implements Pairing {

  @Override
  public String name() {
    return "copy";
  }

  @Override
  public Names names() {
    return new Names("Copying a table", "./lintel copy", "SpannerIO.read and SpannerIO.write", "");
  }

  @Override
  public List<PairingResult> measure(BenchRun run) throws Exception {
    SpannerServer server = run.servers().emulator();
    int rows = run.extent().rows(200_000, 50_000);
    EmulatorDatabase source = server.newDatabase(SampleRows.good(rows));
    PairingResult result =
        run.compareRates(
            name(),
            server,
            rows,
            Sides.of(new CopySide("copy", new CopyJob(List.of()), rows, source, server).side())
                .withPeer(
                    new CopySide(
                            "SpannerIO.read and SpannerIO.write",
                            new SpannerIoCopyPipeline(),
                            rows,
                            source,
                            server)
                        .side()));
    server.drop(source);
    return List.of(result);
  }
}
