package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import java.util.List;

/**
 * WriteRows and SpannerIO.write with REPORT_FAILURES, of rows of which one percent is bad: rows a
 * second, and where the server counts requests, those for each rejected commit, that commit
 * included.
 */
record WriteBadRowsPairing() implements Pairing {
  private static final int ONE_IN = 100;

  @Override
  public String name() {
    return "write-bad-rows";
  }

  @Override
  public Names names() {
    return new Names("Writing rows, one bad in 100", "WriteRows", "SpannerIO.write", "");
  }

  @Override
  public List<PairingResult> measure(BenchRun run) throws Exception {
    SampleRows rows = SampleRows.good(run.extent().rows(20_000, 10_000)).withBadEvery(ONE_IN);
    SampleRows fewer = SampleRows.good(run.extent().rows(10_000, 5_000)).withBadEvery(ONE_IN);
    SlowServer slow = run.servers().slow(2);
    return List.of(
        rates(run.servers().emulator(), rows, run), rates(slow, fewer, run), requests(slow, fewer));
  }

  private PairingResult rates(SpannerServer server, SampleRows rows, BenchRun run)
      throws Exception {
    return run.compareRates(
        name(),
        server,
        rows.count(),
        Sides.of(new WriteSide("WriteRows", new WriteRowsPipeline(server), rows, server).side())
            .withPeer(
                new WriteSide("SpannerIO.write", new SpannerIoPipeline(), rows, server).side()));
  }

  private PairingResult requests(SlowServer server, SampleRows rows) {
    return PairingResult.of(
        name(),
        server.name(),
        Measure.cost("requests/rejected commit"),
        List.of(requestsPerRejectedCommit(server, rows, new WriteRowsPipeline(server))),
        List.of(requestsPerRejectedCommit(server, rows, new SpannerIoPipeline())),
        List.of());
  }

  /**
   * Returns how many requests a commit that a bad row spoils costs. All rows are in such commits,
   * because more than one of each 500 are bad.
   */
  private static double requestsPerRejectedCommit(
      SlowServer server, SampleRows rows, WriteMethod method) {
    EmulatorDatabase database = server.newDatabase();
    method.write(rows, database);
    SlowServer.Requests requests = server.requests(database);
    return (double) (requests.commits() + requests.batchWrites()) / requests.spoiltCommits();
  }
}
