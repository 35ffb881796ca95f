package dev.lintel.benchmarks;

import com.google.cloud.spanner.Key;
import dev.lintel.coders.StructCoder;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.transforms.LookupRows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.beam.sdk.transforms.ParDo;

/**
 * What connections cost a pipeline of several steps that look up rows: LookupRows, whose steps
 * share a client, and a DoFn that opens a client in each of its instances. The server counts.
 */
record ConnectionsPairing() implements Pairing {

  /** One run of a pipeline. */
  private record Use(double clients, double sessions, double secondsToFirstRow) {}

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public Names names() {
    return new Names(
        "Opening connections, 8 steps in one process",
        "LookupRows",
        "a client for each DoFn instance",
        "");
  }

  @Override
  public List<PairingResult> measure(BenchRun run) throws Exception {
    SlowServer server = run.servers().slow(10);
    DatabaseSchema schema = server.knownSchema().orElseThrow();
    var shared =
        new ManyLookupsPipeline(
            (name, keys, source) ->
                keys.apply(
                        name,
                        LookupRows.<Long>from(LintelConfig.of(source))
                            .withTable(SampleRows.TABLE)
                            .withColumns(SampleRows.COLUMNS)
                            .withSchema(schema)
                            .withKeys(key -> List.of(Key.of(key))))
                    .getFound());
    var each =
        new ManyLookupsPipeline(
            (name, keys, source) ->
                keys.apply(name, ParDo.of(new ClientPerInstanceFn(source)))
                    .setCoder(StructCoder.of()));
    List<Use> ours = new ArrayList<>();
    List<Use> theirs = new ArrayList<>();
    run.progress().printf("%s, %s:%n", name(), server.name());
    for (int pair = 0; pair <= run.extent().pairs(); pair++) {
      Use one = use(shared, server);
      Use other = use(each, server);
      run.progress().printf("  %d: %s, %s%n", pair, one, other);
      // The first one warms up.
      if (pair > 0) {
        ours.add(one);
        theirs.add(other);
      }
    }
    return List.of(
        result(server, "clients", ours, theirs, Use::clients),
        result(server, "sessions", ours, theirs, Use::sessions),
        result(server, "s to the first row", ours, theirs, Use::secondsToFirstRow));
  }

  private static Use use(ManyLookupsPipeline pipeline, SlowServer server) {
    EmulatorDatabase source = server.newDatabase(SampleRows.good(ManyLookupsPipeline.KEYS));
    double seconds = pipeline.run(source);
    SlowServer.Requests requests = server.requests(source);
    return new Use(requests.clients(), requests.sessions(), seconds);
  }

  private PairingResult result(
      SpannerServer server,
      String unit,
      List<Use> ours,
      List<Use> theirs,
      ToDoubleFunction<Use> value) {
    return PairingResult.of(
        name(),
        server.name(),
        Measure.cost(unit),
        ours.stream().map(value::applyAsDouble).toList(),
        theirs.stream().map(value::applyAsDouble).toList(),
        List.of());
  }
}
