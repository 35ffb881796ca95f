package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import java.util.List;

/** ReadRows, SpannerIO.read, and one stream of the client library. */
record ReadPairing() implements Pairing {

  @Override
  public String name() {
    return "read";
  }

  @Override
  public Names names() {
    return new Names("Reading a table", "ReadRows", "SpannerIO.read", "plain client, one stream");
  }

  @Override
  public List<PairingResult> measure(BenchRun run) throws Exception {
    return List.of(on(run.servers().emulator(), run), on(run.servers().slow(2), run));
  }

  private PairingResult on(SpannerServer server, BenchRun run) throws Exception {
    int rows = run.extent().rows(200_000, 100_000);
    EmulatorDatabase source = server.newDatabase(SampleRows.good(rows));
    PairingResult result =
        run.compareRates(
            name(),
            server,
            rows,
            Sides.of(new ReadSide("ReadRows", new ReadRowsPipeline(), rows, source).side())
                .withPeer(
                    new ReadSide("SpannerIO.read", new SpannerIoReadPipeline(), rows, source)
                        .side())
                .withLimit(
                    new ReadSide("plain client, one stream", new PlainClient(), rows, source)
                        .side()));
    server.drop(source);
    return result;
  }
}
