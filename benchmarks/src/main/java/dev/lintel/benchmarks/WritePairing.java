package dev.lintel.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/** WriteRows, SpannerIO.write, and a loop of the client library with its best batch size. */
record WritePairing() implements Pairing {

  @Override
  public String name() {
    return "write";
  }

  @Override
  public Names names() {
    return new Names(
        "Writing rows", "WriteRows", "SpannerIO.write", "plain client, best batch size");
  }

  @Override
  public List<PairingResult> measure(BenchRun run) throws Exception {
    return List.of(
        on(run.servers().emulator(), run, run.extent().rows(100_000, 50_000)),
        on(run.servers().slow(2), run, run.extent().rows(100_000, 25_000)),
        on(run.servers().slow(10), run, run.extent().rows(100_000, 25_000)));
  }

  private PairingResult on(SpannerServer server, BenchRun run, int count) throws Exception {
    SampleRows rows = SampleRows.good(count);
    Side limit =
        run.interleaved()
            .fastest(
                IntStream.of(500, 1000, 2000, 5000)
                    .mapToObj(
                        size ->
                            new WriteSide(
                                    "plain client, %,d rows a commit".formatted(size),
                                    new PlainClient(size),
                                    rows,
                                    server)
                                .side())
                    .toList());
    return run.compareRates(
        name(),
        server,
        rows.count(),
        Sides.of(new WriteSide("WriteRows", new WriteRowsPipeline(server), rows, server).side())
            .withPeer(
                new WriteSide("SpannerIO.write", new SpannerIoPipeline(), rows, server).side())
            .withLimit(limit));
  }
}
