package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import java.util.List;

/** LookupRows, SpannerIO.readAll with its better setting, and a loop of reads of 200 keys. */
record LookupPairing() implements Pairing {

  @Override
  public String name() {
    return "lookup";
  }

  @Override
  public Names names() {
    return new Names(
        "Looking up rows by key",
        "LookupRows",
        "SpannerIO.readAll",
        "plain client, 200 keys a read");
  }

  @Override
  public List<PairingResult> measure(BenchRun run) throws Exception {
    Extent extent = run.extent();
    return List.of(
        on(run.servers().emulator(), run, extent.rows(10_000, 5_000)),
        // A read for each key takes its time there.
        on(run.servers().slow(2), run, extent.rows(10_000, 2_000)),
        on(run.servers().slow(10), run, extent.rows(5_000, 1_000)));
  }

  private PairingResult on(SpannerServer server, BenchRun run, int keys) throws Exception {
    EmulatorDatabase source = server.newDatabase(SampleRows.good(keys));
    PairingResult result =
        run.compare(
            name(),
            server.name(),
            Measure.rate("keys"),
            timing -> keys / timing.seconds(),
            Sides.of(
                    new ReadSide(
                            "LookupRows",
                            new LookupRowsPipeline(keys, server.knownSchema()),
                            keys,
                            source)
                        .side())
                .withPeer(betterReadAll(run, keys, source))
                .withLimit(
                    new ReadSide(
                            "plain client, 200 keys a read", new PlainLookups(keys), keys, source)
                        .side()));
    server.drop(source);
    return result;
  }

  /** Tries both settings with a tenth of the keys. */
  private static Side betterReadAll(BenchRun run, int keys, EmulatorDatabase source)
      throws Exception {
    int few = Math.max(1, keys / 10);
    Side batching = readAll(true, few, source);
    Side single = readAll(false, few, source);
    boolean batchingIsFaster =
        run.interleaved().fastest(List.of(batching, single)).equals(batching);
    return readAll(batchingIsFaster, keys, source);
  }

  private static Side readAll(boolean batching, int keys, EmulatorDatabase source) {
    return new ReadSide(
            "SpannerIO.readAll " + (batching ? "with batching" : "without batching"),
            new SpannerIoReadAllPipeline(keys, batching),
            keys,
            source)
        .side();
  }
}
