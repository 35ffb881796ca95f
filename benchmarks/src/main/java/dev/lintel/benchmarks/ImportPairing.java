package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import java.nio.file.Path;
import java.util.List;

/** {@code ./lintel import} of an Avro export, and AvroIO.read with SpannerIO.write. */
record ImportPairing() implements Pairing {

  @Override
  public String name() {
    return "import";
  }

  @Override
  public Names names() {
    return new Names(
        "Importing an Avro export", "./lintel import", "AvroIO.read and SpannerIO.write", "");
  }

  @Override
  public List<PairingResult> measure(BenchRun run) throws Exception {
    SpannerServer server = run.servers().emulator();
    SampleRows rows = SampleRows.good(run.extent().rows(200_000, 50_000));
    try (var exports = TemporaryFolder.create()) {
      Path folder = export(server, rows, exports.path());
      return List.of(
          run.compareRates(
              name(),
              server,
              rows.count(),
              Sides.of(new WriteSide("import", ImportJob.ofExport(folder), rows, server).side())
                  .withPeer(
                      new WriteSide(
                              "AvroIO.read and SpannerIO.write",
                              new AvroIoImportPipeline(folder),
                              rows,
                              server)
                          .side())));
    }
  }

  /** Exports sample rows and returns the folder with the files. */
  static Path export(SpannerServer server, SampleRows rows, Path outputDir) throws Exception {
    EmulatorDatabase source = server.newDatabase(rows);
    new ExportJob().export(source, outputDir);
    server.drop(source);
    return AvroFiles.in(outputDir).get(0).getParent();
  }
}
