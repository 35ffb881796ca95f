package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import java.util.List;

/** {@code ./lintel export} to Avro, and SpannerIO.read with AvroIO.write. */
record ExportPairing() implements Pairing {

  @Override
  public String name() {
    return "export";
  }

  @Override
  public Names names() {
    return new Names(
        "Exporting a table to Avro", "./lintel export", "SpannerIO.read and AvroIO.write", "");
  }

  @Override
  public List<PairingResult> measure(BenchRun run) throws Exception {
    SpannerServer server = run.servers().emulator();
    int rows = run.extent().rows(200_000, 100_000);
    EmulatorDatabase source = server.newDatabase(SampleRows.good(rows));
    PairingResult result =
        run.compareRates(
            name(),
            server,
            rows,
            Sides.of(new ExportSide("export", new ExportJob(), rows, source).side())
                .withPeer(
                    new ExportSide(
                            "SpannerIO.read and AvroIO.write",
                            new AvroIoExportPipeline(),
                            rows,
                            source)
                        .side()));
    server.drop(source);
    return List.of(result);
  }
}
