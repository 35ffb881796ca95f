package dev.lintel.benchmarks;

import java.util.List;

/**
 * ReadRows and DeleteRows, SpannerIO.read with SpannerIO.write of deletes, and a loop of deletes of
 * the client library. Only DeleteRows checks that each row is still old when it is deleted.
 */
record PurgePairing() implements Pairing {

  @Override
  public String name() {
    return "purge";
  }

  @Override
  public Names names() {
    return new Names(
        "Deleting old rows",
        "ReadRows and DeleteRows",
        "SpannerIO.read and SpannerIO.write",
        "plain client, without a check");
  }

  @Override
  public List<PairingResult> measure(BenchRun run) throws Exception {
    SpannerServer server = run.servers().emulator();
    int old = run.extent().rows(100_000, 30_000);
    var rows = new OldRows(old, old + old / 10);
    return List.of(
        run.compareRates(
            name(),
            server,
            old,
            Sides.of(
                    new DeleteSide(
                            "ReadRows and DeleteRows", new DeleteRowsPipeline(), rows, server)
                        .side())
                .withPeer(
                    new DeleteSide(
                            "SpannerIO.read and SpannerIO.write",
                            new SpannerIoDeletePipeline(),
                            rows,
                            server)
                        .side())
                .withLimit(
                    new DeleteSide("plain client", new PlainDeletes(), rows, server).side())));
  }
}
